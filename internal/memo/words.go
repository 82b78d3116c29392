package memo

// Words are what a memo can say of the letter it stands in.
type Words struct {
	Country   Country
	Treaty    Treaty
	Case      string // the government's own part in the issue; empty for all others
	Sender    Sender
	Recipient Recipient
	Fields    map[string]string // further columns of the user's table
}

// Country is the government written to, in the memo's language.
type Country struct {
	Name       string // Lebanon, Liban
	The        string // the Netherlands, le Liban
	Of         string // of the Netherlands, du Liban
	In         string // in the Netherlands, au Liban
	To         string // to the Netherlands, au Liban
	Government string // the Government of the Netherlands, le Gouvernement du Liban
	Your       string // your country, votre pays
	// YourGovernment speaks of it to any of the country's offices: your
	// country's Government, le Gouvernement de votre pays.
	YourGovernment string
	HolySee        bool // the one addressee that is neither a country nor has a government
}

// Treaty says where the government stands on the letter's day; exactly one of
// the four is true.
type Treaty struct {
	Party, Signatory, Outside, Withdrawn bool

	// Joining is true of a party for which the Convention is not yet in force:
	// it has joined, and becomes a State Party on the day InForce.
	Joining bool
	InForce string // that day, written out
	Since   int    // its year
	Signed  int    // the year of a signature
}

// Sender is who signs. What is not known is empty.
type Sender struct {
	Name, Organisation string
}

// Recipient is whom the letter addresses.
type Recipient struct {
	Name    string
	Title   string
	Address string // the form of address in the salutation, without its punctuation
	Woman   bool
	Man     bool
}
