import { from, object, word } from "../../fields";

/** "ENABLED" and "DISABLED" of an `AwsVpcConfiguration`. */
const assignPublicIp = from("assignPublicIp", word({ ENABLED: true, DISABLED: false }));

/** The network configuration of tasks, which the aws provider writes without the key for awsvpc. */
export const awsvpc = (key: string) => from(["networkConfiguration", key], object({ assignPublicIp }));
