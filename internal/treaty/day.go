package treaty

import "time"

// On returns the record as it was on a day: what had not happened by then is
// not in it, but for the day the Convention enters into force for a state that
// is Joining, which follows from that of its deposit.
func (r Record) On(day time.Time) Record {
	came := func(d time.Time) bool { return !d.IsZero() && !d.After(day) }
	keep := func(d *time.Time) {
		if !came(*d) {
			*d = time.Time{}
		}
	}
	keep(&r.Signed)
	keep(&r.Withdrawn)
	keep(&r.Joined)
	if r.Joined.IsZero() {
		r.JoinedBy, r.InForce = "", time.Time{}
	}
	switch {
	case came(r.Withdrawn):
		r.Status = Withdrawn
	case came(r.InForce):
		r.Status = StateParty
	case came(r.Joined):
		r.Status = Joining
	case came(r.Signed):
		r.Status = Signatory
	default:
		r.Status = NonSignatory
	}
	return r
}
