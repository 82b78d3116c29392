package letter

import "speakout/internal/locale"

// samples are the people who do not exist that demonstrations write as. Their
// addresses end in example.org, which no one has (RFC 2606); British telephone
// numbers like this one and French ones are kept for fiction.
var samples = map[locale.Language]Sender{
	locale.English: {
		Name: "Grace Okafor", Organisation: "Clear Fields Network", Address: []string{"12 Mill Lane", "Leeds LS1 4AP"},
		Email: "grace@example.org", Phone: "+44 113 496 0000", Place: "Leeds",
	},
	locale.French: {
		Name: "Camille Durand", Organisation: "Collectif Champs libres", Address: []string{"12, rue des Lilas", "69003 Lyon"},
		Email: "camille@example.org", Phone: "+33 1 99 00 12 34", Place: "Lyon",
	},
	locale.Spanish: {
		Name: "Lucía Herrera", Organisation: "Red Campos Limpios", Address: []string{"Calle de los Olivos, 12", "41004 Sevilla"},
		Email: "lucia@example.org", Place: "Sevilla",
	},
	locale.Arabic: {
		Name: "رنا حداد", Organisation: "شبكة الحقول الآمنة", Address: []string{"شارع الحمراء، بناية 12", "بيروت، لبنان"},
		Email: "rana@example.org", Place: "بيروت",
	},
}

// Sample returns a sender who does not exist, for demonstrations.
func Sample(l locale.Language) Sender { return samples[l] }
