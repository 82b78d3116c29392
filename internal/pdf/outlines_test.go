package pdf

// readOutlines checks the bookmarks of a document that has them (ISO 32000-1,
// 12.3.3): each names a page that is there, and knows those beside it.
func (d *readDocument) readOutlines() {
	root := d.catalog()["Outlines"]
	if root == nil {
		return
	}
	ref, _ := root.(pdfRef)
	if n := d.bookmarks(ref); n != d.dict(root)["Count"] {
		d.add("%d bookmarks at the top; the tree says %v", n, d.dict(root)["Count"])
	}
}

// bookmarks checks those in a bookmark and returns how many there are.
func (d *readDocument) bookmarks(parent pdfRef) int {
	n := 0
	var before any
	next := d.dict(parent)["First"]
	for next != nil && n < len(d.objects) {
		ref, _ := next.(pdfRef)
		b := d.dict(ref)
		to := d.array(b["Dest"])
		page, _ := append(to, nil)[0].(pdfRef)
		if _, ok := d.byRef[page]; pdfText(b["Title"]) == "" || b["Parent"] != parent || b["Prev"] != before || !ok {
			d.add("bookmark %d: %v", ref, b)
		}
		if inside := d.bookmarks(ref); inside > 0 && b["Count"] != -inside {
			d.add("bookmark %d has %d in it; it says %v", ref, inside, b["Count"])
		}
		n++
		before, next = next, b["Next"]
	}
	if last := d.dict(parent)["Last"]; last != before {
		d.add("the last bookmark of %d is %v, not %v", parent, before, last)
	}
	return n
}
