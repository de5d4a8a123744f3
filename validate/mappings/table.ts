import { noCounterpart, type ResourceTable } from "../mapping";
import { containers } from "./containers";
import { edges } from "./edges";
import { identity } from "./identity";
import { loadBalancers } from "./loadBalancers";
import { names } from "./names";
import { network } from "./network";
import { observation } from "./observation";
import { scaling } from "./scaling";
import { storage } from "./storage";

/** Everything that a plan of Gatehouse's may hold. What is not here makes the validation fail and is named. */
export const resourceTable: ResourceTable = {
  ...containers,
  ...edges,
  ...identity,
  ...loadBalancers,
  ...names,
  ...network,
  ...observation,
  ...scaling,
  ...storage,
  "awsx:*": noCounterpart("a component: the resources that it is made of are judged"),
  "gatehouse:*": noCounterpart("a component: the resources that it is made of are judged"),
  "docker:*": noCounterpart("an image: built and pushed by Docker, not by AWS"),
  "pulumi:*": noCounterpart("Pulumi's own: the stack and the providers"),
};
