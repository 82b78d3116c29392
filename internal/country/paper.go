package country

// Paper is a sheet size that letters are printed on.
type Paper string

// The two sheet sizes in official use: ISO 216 A4 (210 × 297 mm) and, in
// North and parts of Latin America and the Philippines, US Letter (8.5 × 11 in).
const (
	A4       Paper = "A4"
	USLetter Paper = "Letter"
)
