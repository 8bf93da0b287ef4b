package volunteer

// Told are the proofs that follow from what the register of supporters says of somebody now and did not say
// before: a day of the certificate, a signature, a training. What it says no more is taken back.
func Told(before, now Supporter, today string) []Proof {
	var proofs []Proof
	record := func(code, until string) {
		proofs = append(proofs, Proof{Supporter: now.ID, Code: code, Seen: today, Until: until})
	}
	takeBack := func(code string) {
		proofs = append(proofs, Proof{Supporter: now.ID, Code: code, Seen: today, Withdrawn: true})
	}
	if was, is := before.ConductCertificateUntil, now.ConductCertificateUntil; was != is {
		if is < was { // the longest counts, so an earlier day is said instead of a later one
			takeBack(ConductCertificate)
		}
		if is != "" {
			record(ConductCertificate, is)
		}
	}
	for _, said := range []struct {
		code    string
		was, is bool
	}{
		{Confidentiality, before.ConfidentialitySigned, now.ConfidentialitySigned},
		{Training, before.Trained, now.Trained},
	} {
		switch {
		case said.is && !said.was:
			record(said.code, "")
		case said.was && !said.is:
			takeBack(said.code)
		}
	}
	return proofs
}

// Show is the supporter as the register shows them after what was recorded: the other way round.
func (p Policy) Show(s Supporter, proofs []Proof) Supporter {
	held := map[string]Held{}
	for _, h := range p.knowing(ConductCertificate, Confidentiality, Training).Judge(proofs, Person{}, "") {
		held[h.Code] = h
	}
	s.ConductCertificateUntil = held[ConductCertificate].Until
	s.ConfidentialitySigned = held[Confidentiality].Proof != Proof{}
	s.Trained = held[Training].Proof != Proof{}
	return s
}

// knowing is the policy with requirements that it may not ask, as the standard one has them.
func (p Policy) knowing(codes ...string) Policy {
	standard := Standard(Informal)
	for _, code := range codes {
		if _, asked := p.Find(code); asked {
			continue
		}
		if r, known := standard.Find(code); known {
			p.Requirements = append(p.Requirements[:len(p.Requirements):len(p.Requirements)], r)
		}
	}
	return p
}
