package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
)

// sizesBound is how much longer a call may take in the large database than in the small one.
const sizesBound = 1.25

// compareSizes measures a page of fifty and searches in the large database against the small one,
// from few callers: how long a call takes, not how many fit.
func compareSizes(ctx context.Context, r *region, f *figures) error {
	const few = 4
	searches, err := r.searches(ctx)
	if err != nil {
		return fmt.Errorf("search: %w", err)
	}
	for _, c := range []struct {
		name string
		do   func(ctx context.Context, intake intakev1.IntakeServiceClient, municipality string) error
	}{
		{"list50", list50}, {"search", searches.some},
	} {
		on := func(n *node) task {
			return func(ctx context.Context, caller int, _ int64) error {
				municipality := someMunicipality()
				return c.do(n.as(ctx, municipality), intakeOf(n.conns[caller]), municipality)
			}
		}
		found, err := compare(ctx, r.round, few, on(r.small), on(r.large))
		if err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		// Rates of small by large are times of large by small.
		f.bounded(c.name+"_1m_vs_10k", found.ratio, "ratio", sizesBound, lower)
		f.free(c.name+"_1m", found.other, "calls/s", higher)
	}
	f.free("search_common_hits", float64(len(searches[municipalities[0]][0].hits)), "people", higher)
	return nil
}

func list50(ctx context.Context, intake intakev1.IntakeServiceClient, municipality string) error {
	page, err := intake.ListApplications(ctx, &intakev1.ListApplicationsRequest{Municipality: municipality, PageSize: 50})
	if err == nil && len(page.GetApplications()) != 50 {
		err = fmt.Errorf("a page of 50 has %d", len(page.GetApplications()))
	}
	return err
}

// search is a question, and whom it finds in either database.
type search struct {
	req  *intakev1.SearchApplicationsRequest
	hits []string
}

// searches are those of each municipality. The first is for the common surname, the others for the
// mail address of one person.
type searches map[string][]search

// addresses is how many mail addresses of a municipality are searched for.
const addresses = 50

// searches makes each search once in both databases. What is compared is how long a search takes that
// finds the same: one that finds nobody, or others, is refused.
func (r *region) searches(ctx context.Context) (searches, error) {
	all := searches{}
	for _, municipality := range municipalities {
		wanted := []*intakev1.SearchApplicationsRequest{{Municipality: municipality, PageSize: 50, Name: surnames[0]}}
		for range addresses {
			address := mail(r.first[municipality] + rand.IntN(len(r.known[municipality])))
			wanted = append(wanted, &intakev1.SearchApplicationsRequest{Municipality: municipality, PageSize: 50, Email: address})
		}
		for _, req := range wanted {
			inSmall, err := hits(r.small.as(ctx, municipality), intakeOf(r.small.conns[0]), req)
			if err != nil {
				return nil, err
			}
			inLarge, err := hits(r.large.as(ctx, municipality), intakeOf(r.large.conns[0]), req)
			if err != nil {
				return nil, err
			}
			if err := sameHits(inSmall, inLarge, req.GetName() != ""); err != nil {
				return nil, fmt.Errorf("%v: %w", req, err)
			}
			all[municipality] = append(all[municipality], search{req: req, hits: inSmall})
		}
	}
	return all, nil
}

// sameHits refuses searches that find nobody, or not the same people, or of a common name just one.
func sameHits(inSmall, inLarge []string, common bool) error {
	switch {
	case len(inSmall) == 0:
		return errors.New("nobody is found")
	case common && len(inSmall) < 2:
		return errors.New("the common surname is one person's")
	case !slices.Equal(inSmall, inLarge):
		return fmt.Errorf("%d are found in the small database, and not the same %d in the large one", len(inSmall), len(inLarge))
	}
	return nil
}

func hits(ctx context.Context, intake intakev1.IntakeServiceClient, req *intakev1.SearchApplicationsRequest) ([]string, error) {
	page, err := intake.SearchApplications(ctx, req)
	var found []string
	for _, application := range page.GetApplications() {
		found = append(found, application.GetId())
	}
	return found, err
}

// some makes a search: half of them are for the common surname.
func (s searches) some(ctx context.Context, intake intakev1.IntakeServiceClient, municipality string) error {
	chosen := s[municipality][0]
	if rand.IntN(2) == 0 {
		chosen = s[municipality][1+rand.IntN(addresses)]
	}
	found, err := hits(ctx, intake, chosen.req)
	if err == nil && !slices.Equal(found, chosen.hits) {
		err = fmt.Errorf("%v finds %d, and found %d", chosen.req, len(found), len(chosen.hits))
	}
	return err
}
