"""The two ways into another region: a provider for all that belongs there, and `region` on a single resource."""

import pulumi
import pulumi_rekognition as rekognition

config = pulumi.Config()
regions: list[str] = config.get_object("regions") or ["eu-west-1"]

visitors = []
for region in regions:
    # A provider takes nothing from the stack's configuration: what it is to know, it is told here.
    provider = rekognition.Provider(region, region=region, default_tags={"served": region})
    options = pulumi.ResourceOptions(provider=provider)
    visitors.append(rekognition.Collection(f"visitors-{region}", opts=options))

# The stack's own provider is enough for the odd one elsewhere.
archive = rekognition.Collection("archive", region="us-west-2")

pulumi.export("visitorArns", [collection.arn for collection in visitors])
pulumi.export("archiveArn", archive.arn)
