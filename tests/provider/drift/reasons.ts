/** Why an attribute has no drift. */
export const NO_CALL_CHANGES_IT = "no call of AWS changes it once the object exists";
export const PART_OF_THE_ARN = "part of the ARN: another one is another object";
export const NOT_AT_AWS = "the provider's own: AWS does not know it";
export const WRITTEN_ONCE = "AWS writes it once, when the object is made";
export const FOLLOWS_STATUS = "comes with the status, which has its own cases";
