// A Custom Labels model that tells circles, squares and triangles apart, and a face collection with a stream processor.
package main

import (
	"github.com/pulumi-rekognition/pulumi-rekognition/sdk/go/rekognition"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		conf := config.New(ctx, "")
		bucket := pulumi.String(conf.Require("bucket"))
		manifest := conf.Get("manifest")
		if manifest == "" {
			manifest = "manifest.jsonl"
		}

		project, err := rekognition.NewProject(ctx, "shapes", nil)
		if err != nil {
			return err
		}

		args := &rekognition.ProjectVersionArgs{
			ProjectArn:   project.Arn,
			OutputConfig: &rekognition.OutputConfigArgs{S3Bucket: bucket, S3KeyPrefix: pulumi.String("training-output")},
			TrainingData: &rekognition.TrainingDataArgs{Assets: rekognition.AssetArray{&rekognition.AssetArgs{
				GroundTruthManifest: &rekognition.GroundTruthManifestArgs{
					S3Object: &rekognition.S3ObjectArgs{Bucket: bucket, Name: pulumi.String(manifest)},
				},
			}}},
			TestingData: &rekognition.TestingDataArgs{AutoCreate: pulumi.Bool(true)},
		}
		// Without inference units the model is trained and left stopped; with them, it runs and is billed by the hour.
		if units, err := conf.TryInt("minInferenceUnits"); err == nil {
			args.MinInferenceUnits = pulumi.Int(units)
		}
		model, err := rekognition.NewProjectVersion(ctx, "shapes-model", args)
		if err != nil {
			return err
		}

		visitors, err := rekognition.NewCollection(ctx, "visitors", nil)
		if err != nil {
			return err
		}

		ctx.Export("projectArn", project.Arn)
		ctx.Export("modelArn", model.Arn)
		ctx.Export("modelStatus", model.Status)
		ctx.Export("f1Score", model.F1Score)
		ctx.Export("billableTrainingTimeSeconds", model.BillableTrainingTimeSeconds)
		ctx.Export("collectionArn", visitors.Arn)
		return watchTheDoor(ctx, conf, visitors)
	})
}

// A stream processor needs a camera stream, a stream for what it finds and a role that may use both; else there is none.
func watchTheDoor(ctx *pulumi.Context, conf *config.Config, faces *rekognition.Collection) error {
	video, data := conf.Get("kinesisVideoStreamArn"), conf.Get("kinesisDataStreamArn")
	if video == "" || data == "" {
		return nil
	}
	door, err := rekognition.NewStreamProcessor(ctx, "door", &rekognition.StreamProcessorArgs{
		RoleArn: pulumi.String(conf.Require("roleArn")),
		Input: &rekognition.StreamProcessorInputTypeArgs{
			KinesisVideoStream: &rekognition.KinesisVideoStreamArgs{Arn: pulumi.String(video)},
		},
		Output: &rekognition.StreamProcessorOutputTypeArgs{
			KinesisDataStream: &rekognition.KinesisDataStreamArgs{Arn: pulumi.String(data)},
		},
		Settings: &rekognition.StreamProcessorSettingsArgs{FaceSearch: &rekognition.FaceSearchSettingsArgs{
			CollectionId: faces.CollectionId, FaceMatchThreshold: pulumi.Float64(90),
		}},
	})
	if err != nil {
		return err
	}
	ctx.Export("streamProcessorArn", door.Arn)
	return nil
}
