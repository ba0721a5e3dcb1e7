// Writes the SDKs of a package schema: codegen SCHEMA FOLDER. Released language hosts that could do it are not to be had
// as Go modules, but the generators are part of the engine's.
package main

import (
	"encoding/json"
	"log"
	"os"
	"path/filepath"

	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

const tool = "pulumi-rekognition"

// The schema refers to no other package.
type noOtherPackage struct{ schema.ReferenceLoader }

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: codegen SCHEMA FOLDER")
	}
	text, err := os.ReadFile(os.Args[1])
	check(err)
	var spec schema.PackageSpec
	check(json.Unmarshal(text, &spec))

	// Each generator writes into the package that it is given.
	nodejsFiles, err := nodejs.GeneratePackage(tool, bind(spec), nil, nil, false, noOtherPackage{})
	check(err)
	pythonFiles, err := python.GeneratePackage(tool, bind(spec), nil, noOtherPackage{})
	check(err)
	// The project's file names it beside itself, and pip insists on it.
	pythonFiles["README.md"] = []byte(spec.Description + "\n")
	goFiles, err := gogen.GeneratePackage(tool, bind(spec), nil)
	check(err)
	for language, files := range map[string]map[string][]byte{"nodejs": nodejsFiles, "python": pythonFiles, "go": goFiles} {
		write(filepath.Join(os.Args[2], language), files)
	}
}

func bind(spec schema.PackageSpec) *schema.Package {
	bound, diagnostics, err := schema.BindSpec(spec, noOtherPackage{}, schema.ValidationOptions{})
	check(err)
	for _, each := range diagnostics {
		log.Println(each)
	}
	if diagnostics.HasErrors() {
		os.Exit(1)
	}
	return bound
}

func write(folder string, files map[string][]byte) {
	for name, text := range files {
		path := filepath.Join(folder, name)
		check(os.MkdirAll(filepath.Dir(path), 0o755))
		check(os.WriteFile(path, text, 0o644))
	}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
