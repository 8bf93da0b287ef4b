package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"text/tabwriter"
)

// The two ways in which a figure can be good.
const (
	lower  = "lower"
	higher = "higher"
)

// figure is one line of the table.
type figure struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`
	// Bound is what the figure must keep, nil when there is none.
	Bound  *float64 `json:"bound"`
	Better string   `json:"better"`
	// Holds says that the bound is kept; without one it is true.
	Holds bool `json:"holds"`
}

// figures are all lines.
type figures struct{ list []figure }

// bounded adds a figure with a bound.
func (f *figures) bounded(name string, value float64, unit string, bound float64, better string) {
	holds := value <= bound
	if better == higher {
		holds = value >= bound
	}
	f.list = append(f.list, figure{Name: name, Value: value, Unit: unit, Bound: &bound, Better: better, Holds: holds})
}

// free adds a figure without a bound.
func (f *figures) free(name string, value float64, unit, better string) {
	f.list = append(f.list, figure{Name: name, Value: value, Unit: unit, Better: better, Holds: true})
}

// failWith has a figure miss its bound when another does: without the other it tells nothing.
func (f *figures) failWith(name, other string) {
	holds := slices.ContainsFunc(f.list, func(line figure) bool { return line.Name == other && line.Holds })
	for i := range f.list {
		if f.list[i].Name == name {
			f.list[i].Holds = f.list[i].Holds && holds
		}
	}
}

func (f *figures) print(w io.Writer) {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "figure\tvalue\tunit\tbound\t\t")
	missed := 0
	for _, line := range f.list {
		bound, verdict := "", ""
		if line.Bound != nil {
			bound, verdict = fmt.Sprintf("≤ %.2f", *line.Bound), "holds"
			if line.Better == higher {
				bound = fmt.Sprintf("≥ %.2f", *line.Bound)
			}
			if !line.Holds {
				verdict = "MISSED"
				missed++
			}
		}
		fmt.Fprintf(table, "%s\t%.2f\t%s\t%s\t%s\t\n", line.Name, line.Value, line.Unit, bound, verdict)
	}
	_ = table.Flush() // to the terminal
	if missed > 0 {
		fmt.Fprintf(w, "%d bounds are missed.\n", missed)
	}
}

func (f *figures) write(path string) error {
	text, err := json.MarshalIndent(f.list, "", "  ")
	if err != nil {
		return fmt.Errorf("write the figures: %w", err)
	}
	if err := os.WriteFile(path, append(text, '\n'), 0o644); err != nil {
		return fmt.Errorf("write the figures: %w", err)
	}
	return nil
}
