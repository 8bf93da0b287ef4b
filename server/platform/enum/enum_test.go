package enum_test

import (
	"testing"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	"oco.example/oco/server/platform/enum"
)

func TestThereAndBack(t *testing.T) {
	for number := range commonv1.Route_name {
		route := commonv1.Route(number)
		if back := enum.Number[commonv1.Route](enum.Name(route)); back != route {
			t.Errorf("%v came back as %v", route, back)
		}
	}
	if got := enum.Name(commonv1.Route_ROUTE_OWN_NETWORK); got != "OWN_NETWORK" {
		t.Errorf("got %q", got)
	}
	if got := enum.Name(commonv1.Route_ROUTE_UNSPECIFIED); got != "" {
		t.Errorf("not set must be empty, got %q", got)
	}
	if got := enum.Name(commonv1.Route(99)); got != "" {
		t.Errorf("unknown must be empty, got %q", got)
	}
	if got := enum.Number[commonv1.Route]("NOWHERE"); got != 0 {
		t.Errorf("an unknown word must not be set, got %v", got)
	}
	words := []string{"WMO", "HOUSING"}
	if got := enum.Names(enum.Numbers[commonv1.LifeDomain](words)); len(got) != 2 || got[1] != "HOUSING" {
		t.Errorf("got %v", got)
	}
}
