// Signs an executable for macOS ad hoc: quill FILE. Only Apple's own tools do it otherwise, and on a Mac alone.
package main

import (
	"fmt"
	"os"

	"github.com/anchore/quill/quill"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: quill FILE")
		os.Exit(1)
	}
	if err := quill.Sign(quill.SigningConfig{Path: os.Args[1]}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
