// Waits for a model as Terraform providers wait, with StateChangeConf and its defaults.
// Arguments: endpoint, region, project ARN, version name, pending states, target states (comma-separated).
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/retry"
)

type model struct {
	Status string
}

func describe(endpoint, region, project, version string) (*model, error) {
	body, err := json.Marshal(map[string]any{"ProjectArn": project, "VersionNames": []string{version}})
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequest(http.MethodPost, endpoint, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	scope := fmt.Sprintf("%s/20260101/%s/rekognition/aws4_request", os.Getenv("AWS_ACCESS_KEY_ID"), region)
	request.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential="+scope+", SignedHeaders=host, Signature=none")
	request.Header.Set("Content-Type", "application/x-amz-json-1.1")
	request.Header.Set("X-Amz-Target", "RekognitionService.DescribeProjectVersions")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	var answer struct{ ProjectVersionDescriptions []model }
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return nil, err
	}
	if len(answer.ProjectVersionDescriptions) == 0 {
		return nil, nil
	}
	return &answer.ProjectVersionDescriptions[0], nil
}

func main() {
	log.SetOutput(io.Discard)
	endpoint, region, project, version := os.Args[1], os.Args[2], os.Args[3], os.Args[4]
	conf := retry.StateChangeConf{
		Pending: strings.Split(os.Args[5], ","),
		Target:  strings.Split(os.Args[6], ","),
		Timeout: 24 * time.Hour,
		Refresh: func() (any, string, error) {
			found, err := describe(endpoint, region, project, version)
			if err != nil || found == nil {
				return nil, "", err
			}
			return found, found.Status, nil
		},
	}
	if _, err := conf.WaitForStateContext(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
