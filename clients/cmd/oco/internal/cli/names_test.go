package cli

import (
	"slices"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
)

// TestNamesStandBesideIDs holds that people read who an id is, that each is asked for once, and that
// programs get the ids alone.
func TestNamesStandBesideIDs(t *testing.T) {
	const third = "0198c0de-0000-7000-8000-000000000003"
	answer := func(method string, request proto.Message) ([]proto.Message, error) {
		switch method {
		case "GetCaller":
			return []proto.Message{signedIn(commonv1.Role_ROLE_COORDINATOR, commonv1.Role_ROLE_ADMINISTRATOR)}, nil
		case "ListGrants":
			return []proto.Message{&adminv1.ListGrantsResponse{Grants: []*adminv1.Grant{{Id: "1", Account: someID}, {Id: "2", Account: someID}, {Id: "3", Account: otherID, GivenBy: third}}}}, nil
		case "GetAccount":
			ask, _ := request.(*adminv1.GetAccountRequest)
			if ask.GetAccount() != someID {
				return refuse(t, codes.NotFound, "NOT_FOUND")("", nil)
			}
			return []proto.Message{&adminv1.Account{Name: "Carla\x1b[2J Voorbeeld"}}, nil
		case "ListReferrers":
			return []proto.Message{&intakev1.ListReferrersResponse{Referrers: []*intakev1.Referrer{{Name: "Rosa", ReferrerOrganisation: someID}}}}, nil
		case "GetReferrerOrganisation":
			return []proto.Message{&intakev1.ReferrerOrganisation{Name: "De Haven"}}, nil
		case "ListReferrals":
			return []proto.Message{&intakev1.ListReferralsResponse{Referrals: []*intakev1.Referral{{Referrer: someID}}}}, nil
		case "GetReferrer":
			return []proto.Message{&intakev1.Referrer{Name: "Rosa"}}, nil
		case "ListCases":
			return []proto.Message{&supportv1.ListCasesResponse{Cases: []*supportv1.Case{{Supporter: someID}}}}, nil
		case "GetSupporter":
			return []proto.Message{&volunteerv1.Supporter{Name: "Vera"}}, nil
		case "GetHousehold":
			return []proto.Message{&intakev1.Household{Residents: []string{someID}}}, nil
		case "GetResident":
			return []proto.Message{&intakev1.Resident{Name: "Noor"}}, nil
		}
		return nil, nil
	}
	for line, says := range map[string]string{
		"grants list":                                     "Carla[2J Voorbeeld (" + someID + ")",
		"referrers list":                                  "De Haven (" + someID + ")",
		"referrals list":                                  "Rosa (" + someID + ")",
		"cases list":                                      "Vera (" + someID + ")",
		"cases list --columns supporter":                  "Vera (" + someID + ")",
		"households get " + someID:                        "Residents  Noor (" + someID + ")\n",
		"grants list --columns id,account --all":          otherID,
		"grants list --output csv":                        "," + someID + ",",
		"cases list --columns id,open-date,fit -m gm0867": "ID",
	} {
		p := &platform{answer: answer}
		s := sit(t, p)
		if got := s.must(strings.Fields(line)...); !strings.Contains(got, says) {
			t.Errorf("%s: %q is not in %s", line, says, got)
		}
		seen := len(p.methods)
		switch {
		case strings.HasPrefix(line, "grants") && !strings.Contains(line, "csv") && seen != 3: // the list, who asks, and the account of another
			t.Errorf("%s: called %v", line, p.methods)
		case strings.Contains(line, "csv") && seen != 1, strings.Contains(line, "fit") && seen != 1: // nothing to name
			t.Errorf("%s: called %v", line, p.methods)
		}
	}
}

// TestWhoDecidedIsToldOnce holds that a record has one line for an id and the name that came with it.
func TestWhoDecidedIsToldOnce(t *testing.T) {
	for want, answer := range map[string]*intakev1.TriageDecision{
		"Decided by  Carla (" + someID + ")\n": {DecidedBy: someID, DecidedByName: "Carla"},
		"Decided by  " + someID + "\n":         {DecidedBy: someID}, // an account of another municipality
		"Decided by  Carla\n":                  {DecidedByName: "Carla"},
	} {
		s := sit(t, &platform{answer: one(answer)})
		if got := s.must("triage", "get", otherID, otherID); got != want {
			t.Errorf("%q, want %q", got, want)
		}
		if got := s.must("triage", "get", otherID, otherID, "-o", "csv"); !strings.Contains(got, ","+answer.GetDecidedBy()+",") || !strings.Contains(got, answer.GetDecidedByName()) {
			t.Errorf("CSV is %q", got)
		}
	}
}

// signedIn is a caller with roles in Waalwijk.
func signedIn(roles ...commonv1.Role) *adminv1.Caller {
	me := &adminv1.Caller{Account: otherID, Name: "Carla"}
	for _, role := range roles {
		me.Grants = append(me.Grants, &adminv1.Grant{Municipality: "gm0867", Role: role})
	}
	return me
}

// TestNamesThatOneMayNotReadAreNotAskedFor holds that a look-up of the command's own is no attempt that
// the server refuses and logs; everybody reads their own name.
func TestNamesThatOneMayNotReadAreNotAskedFor(t *testing.T) {
	me := signedIn(commonv1.Role_ROLE_COORDINATOR)
	p := &platform{answer: func(method string, _ proto.Message) ([]proto.Message, error) {
		switch method {
		case "GetAccount":
			return []proto.Message{&adminv1.Account{Name: "Kees"}}, nil
		case "GetCaller":
			return []proto.Message{me}, nil
		}
		return []proto.Message{&intakev1.ListConsentsResponse{Consents: []*intakev1.Consent{{RecordedBy: someID}, {RecordedBy: otherID}, {RecordedBy: someID}}}}, nil
	}}
	s := sit(t, p)
	got := s.must("consents", "list", someID)
	if !strings.Contains(got, "Carla ("+otherID+")") || !strings.Contains(got, someID) || strings.Contains(got, "Kees") {
		t.Error(got)
	}
	if want := []string{"ListConsents", "GetCaller"}; !slices.Equal(p.methods, want) {
		t.Errorf("called %v", p.methods)
	}
	me = signedIn(commonv1.Role_ROLE_ADMINISTRATOR) // here, and not in Tilburg
	for municipality, named := range map[string]bool{"gm0867": true, "gm0855": false} {
		if got := s.must("consents", "list", someID, "-m", municipality); strings.Contains(got, "Kees ("+someID+")") != named {
			t.Errorf("%s: %s", municipality, got)
		}
	}
}
