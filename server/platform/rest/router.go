package rest

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// node is a segment in the tree of paths. The tree decides what exists (404), with which
// methods (405) and under which rules; the gateway then finds the same route again.
type node struct {
	literal  map[string]*node
	variable *node
	routes   map[string]*route
}

// add puts a route into the tree.
func (n *node) add(r *route) error {
	at := n
	for _, segment := range strings.Split(r.path[1:], "/") {
		if _, isVariable := variable(segment); isVariable {
			if at.variable == nil {
				at.variable = &node{}
			}
			at = at.variable
			continue
		}
		if strings.ContainsAny(segment, "{}*=:") || segment == "" {
			return fmt.Errorf("%s: %q is no plain segment", r.path, segment)
		}
		if at.literal == nil {
			at.literal = map[string]*node{}
		}
		if at.literal[segment] == nil {
			at.literal[segment] = &node{}
		}
		at = at.literal[segment]
	}
	if at.routes == nil {
		at.routes = map[string]*route{}
	}
	if other := at.routes[r.method]; other != nil {
		return fmt.Errorf("%s %s is mapped twice, by %s and %s", r.method, r.path, other.rpc.Name(), r.rpc.Name())
	}
	at.routes[r.method] = r
	return nil
}

// find returns the node of a path, nil when there is none. A literal segment wins over a
// variable, and an empty segment (a trailing or a double slash) matches nothing.
func (n *node) find(path string) *node {
	path, isRooted := strings.CutPrefix(path, "/")
	if !isRooted {
		return nil
	}
	return n.walk(path)
}

func (n *node) walk(path string) *node {
	segment, rest, more := strings.Cut(path, "/")
	if segment == "" {
		return nil
	}
	for _, next := range []*node{n.literal[segment], n.variable} {
		if next == nil {
			continue
		}
		if more {
			if found := next.walk(rest); found != nil {
				return found
			}
		} else if next.routes != nil {
			return next
		}
	}
	return nil
}

// route returns the route of a method; HEAD is answered by GET, but not for a stream, which
// would not end.
func (n *node) route(method string) *route {
	if method == http.MethodHead {
		if get := n.routes[http.MethodGet]; get != nil && !get.streams() {
			return get
		}
	}
	return n.routes[method]
}

// methods lists what the node answers to, for Allow.
func (n *node) methods() []string {
	methods := []string{http.MethodOptions}
	for method := range n.routes {
		methods = append(methods, method)
	}
	if n.route(http.MethodHead) != nil {
		methods = append(methods, http.MethodHead)
	}
	slices.Sort(methods)
	return methods
}
