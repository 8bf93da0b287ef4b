package door

import (
	"context"
	"slices"

	"google.golang.org/protobuf/proto"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
)

// authorise lets a caller in by the first pair of the contract that it holds, and puts the call
// into the context. A municipality that does not exist, does not use the platform or is not the
// caller's is refused in the same way.
func (d *Door) authorise(ctx context.Context, p *passage, request proto.Message) (context.Context, error) {
	place, err := d.place(ctx, p, request)
	if err != nil {
		return ctx, err
	}
	if p.contract.municipality != nil && !place.active {
		return ctx, errs.New(errs.Forbidden)
	}
	p.call.Municipality = place.code
	if !p.admit(place) {
		return ctx, errs.New(errs.Forbidden)
	}
	ctx = call.With(ctx, p.call)
	p.call = call.From(ctx)
	return ctx, nil
}

// place is the municipality that a call is about.
type place struct {
	code, region string
	active       bool
}

func (d *Door) place(ctx context.Context, p *passage, request proto.Message) (place, error) {
	path := p.contract.municipality
	if path == nil {
		return place{}, nil
	}
	message := request.ProtoReflect()
	for _, field := range path[:len(path)-1] {
		message = message.Get(field).Message()
	}
	code := message.Get(path[len(path)-1]).String()
	active, region, err := d.Municipalities.Municipality(ctx, code)
	return place{code: code, region: region, active: active}, err
}

// admit finds the first pair of the contract that the caller holds here.
func (p *passage) admit(here place) bool {
	for _, allowed := range p.contract.allow {
		organisations, ok := held(p.call.Caller, allowed, here)
		if !ok {
			continue
		}
		p.call.Role, p.call.Scope, p.call.Organisations = allowed.role, allowed.scope, organisations
		return true
	}
	return false
}

// held reports whether the caller holds a pair, and for which organisations: one grant may name one,
// a second grant of the same role another.
func held(caller call.Caller, allowed pair, here place) (organisations []string, ok bool) {
	switch {
	case allowed.scope == call.ScopePublic:
		return nil, true
	case caller.Account == "":
		return nil, false
	case allowed.scope == call.ScopeOwn && allowed.role == call.RoleUnspecified:
		return nil, true
	}
	for _, g := range caller.Grants {
		if g.Role != allowed.role || !reaches(g, allowed.scope, here) {
			continue
		}
		if ok = true; g.Organisation != "" && !slices.Contains(organisations, g.Organisation) {
			organisations = append(organisations, g.Organisation)
		}
	}
	return organisations, ok
}

// reaches reports whether a grant reaches as far as a scope asks, here.
func reaches(g call.Grant, scope call.Scope, here place) bool {
	onPlatform := g.Municipality == "" && g.Region == ""
	local := here.code != "" && g.Municipality == here.code
	switch scope {
	case call.ScopeOwn:
		return local
	case call.ScopeOrganisation:
		return local && g.Organisation != ""
	case call.ScopeMunicipality:
		// Whoever administers the platform administers a municipality that nobody administers
		// yet; that role sees settings and accounts, never a person who is helped.
		return local || onPlatform && g.Role == call.RoleAdministrator && here.code != ""
	case call.ScopeRegion:
		return here.region != "" && g.Region == here.region
	case call.ScopePlatform:
		return onPlatform
	case call.ScopeUnspecified, call.ScopePublic:
		return false
	default:
		return false
	}
}
