// Command thirdparty prints the contracts that ours import (google/api, google/rpc, buf/validate) as .proto files.
//
// They come out of the Go modules that go.mod pins: each generated Go package registers its descriptor, and the
// descriptor is printed. So the contracts compile offline, and always against the versions that the server runs with.
package main

import (
	"log"
	"os"

	_ "buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"github.com/jhump/protoreflect/v2/protoprint"
	_ "google.golang.org/genproto/googleapis/api/annotations"
	_ "google.golang.org/genproto/googleapis/rpc/errdetails"
	_ "google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

// contracts are the packages that a contract of ours may import, besides google/protobuf, which buf brings along.
var contracts = []protoreflect.FullName{"google.api", "google.rpc", "buf.validate"}

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: thirdparty <folder>")
	}
	if err := write(os.Args[1]); err != nil {
		log.Fatalf("thirdparty: %v", err)
	}
}

// write prints the files of all contracts below folder, which it empties first.
func write(folder string) error {
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	var files []protoreflect.FileDescriptor
	for _, name := range contracts {
		protoregistry.GlobalFiles.RangeFilesByPackage(name, func(file protoreflect.FileDescriptor) bool {
			files = append(files, file)
			return true
		})
	}
	printer := protoprint.Printer{SortElements: true}
	return printer.PrintProtosToFileSystem(files, folder)
}
