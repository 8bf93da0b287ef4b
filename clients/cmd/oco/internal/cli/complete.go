package cli

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
	"oco.example/oco/clients/cmd/oco/internal/show"
	"oco.example/oco/clients/cmd/oco/internal/words"
	"oco.example/oco/clients/oco"
)

// completionTimeout is how long a shell waits for the server before it completes nothing.
const completionTimeout = 2 * time.Second

type completion = func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective)

// complete completes the flags and arguments of a command whose words are known.
func (a *app) complete(cmd *cobra.Command, form *bind.Form) {
	arguments := map[int]completion{}
	for _, choice := range form.Choices() {
		complete := fixed(choice.Words)
		if choice.List != "" {
			complete = a.codes(choice.List)
		}
		if choice.Flag == "" {
			arguments[choice.Argument] = complete
			continue
		}
		register(cmd, choice.Flag, complete)
	}
	cmd.ValidArgsFunction = func(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if complete := arguments[len(args)]; complete != nil {
			return complete(cmd, args, typed)
		}
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
}

// completeShared completes the flags of every command.
func (a *app) completeShared(root *cobra.Command) {
	register(root, "municipality", a.municipalities)
	register(root, "output", fixed(show.Formats))
	register(root, "language", fixed([]string{words.Dutch, "en"}))
}

func register(cmd *cobra.Command, flag string, complete completion) {
	if err := cmd.RegisterFlagCompletionFunc(flag, complete); err != nil {
		panic(err) // there is no such flag
	}
}

// completeFile completes one argument with files, as the shell does by itself: a filter by how files end
// needs a package that not every shell has.
func completeFile(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return nil, cobra.ShellCompDirectiveDefault
}

func fixed(all []string) completion {
	return func(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return matching(all, typed), cobra.ShellCompDirectiveNoFileComp
	}
}

// matching are the words that begin with what was typed after the last comma.
func matching(all []string, typed string) []cobra.Completion {
	before, last := "", typed
	if at := strings.LastIndex(typed, ","); at >= 0 {
		before, last = typed[:at+1], typed[at+1:]
	}
	var found []cobra.Completion
	for _, word := range all {
		if strings.HasPrefix(word, last) {
			found = append(found, before+word)
		}
	}
	return found
}

// municipalities completes with the codes of the municipalities and their names.
func (a *app) municipalities(cmd *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var found []cobra.Completion
	a.ask(cmd, func(ctx context.Context, client *oco.Client) {
		request := &adminv1.ListMunicipalitiesRequest{PageSize: largestPage}
		for m, err := range oco.All(ctx, client.Admin.ListMunicipalities, request, (*adminv1.ListMunicipalitiesResponse).GetMunicipalities) {
			if err != nil {
				return
			}
			if strings.HasPrefix(m.GetMunicipality(), typed) {
				found = append(found, cobra.CompletionWithDesc(m.GetMunicipality(), m.GetName()))
			}
		}
	})
	return found, cobra.ShellCompDirectiveNoFileComp
}

// codes completes with a code list of the municipality.
func (a *app) codes(list string) completion {
	return func(cmd *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		number, known := words.Parse(adminv1.CodeList(0).Descriptor(), list)
		var all []string
		a.ask(cmd, func(ctx context.Context, client *oco.Client) {
			request := &adminv1.ListCodesRequest{Municipality: a.municipality(cmd), List: adminv1.CodeList(number), PageSize: largestPage}
			for code, err := range oco.All(ctx, client.Admin.ListCodes, request, (*adminv1.ListCodesResponse).GetCodes) {
				if err != nil || !known {
					return
				}
				if code.GetActive() {
					all = append(all, code.GetCode())
				}
			}
		})
		slices.Sort(all)
		return matching(all, typed), cobra.ShellCompDirectiveNoFileComp
	}
}

// ask asks the server something for completion: without signing in, and not for long.
func (a *app) ask(cmd *cobra.Command, do func(context.Context, *oco.Client)) {
	options, err := a.connection(cmd)
	if err != nil {
		return
	}
	client, err := a.open(cmd, append(options, oco.Attempts(1)))
	if err != nil {
		return
	}
	defer client.Close()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(contextOf(cmd)), completionTimeout)
	defer cancel()
	do(ctx, client)
}

func contextOf(cmd *cobra.Command) context.Context {
	if ctx := cmd.Context(); ctx != nil {
		return ctx
	}
	return context.Background()
}
