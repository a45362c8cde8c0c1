import type { PatchTree } from "@roster/contract";
import type { JsonText } from "@roster/contract/json";
import { assertValid } from "../../data-schema/validator.js";
import type { Services } from "../../services.js";
import { toDataJson } from "./data-json.js";
import { mergePatch } from "./merge-patch.js";

/** How to apply a patch to data. It throws INVALID or TOO_LARGE if the result cannot be stored. */
export async function toPatchData(
  { dataSchemas, maxDataBytes }: Services,
  appId: string,
  tree: PatchTree,
): Promise<(data: JsonText) => string> {
  const validator = await dataSchemas.validatorFor(appId);
  return (data) => {
    const merged = mergePatch(data, tree);
    const dataJson = toDataJson(merged, maxDataBytes);
    assertValid(validator, merged);
    return dataJson;
  };
}
