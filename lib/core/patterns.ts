/** Twelve digits; `\d` is ASCII only, as AWS's own patterns are. */
export const ACCOUNT_ID_PATTERN = /^\d{12}$/;

/** A path has 512 characters at most, both of its outer slashes counted. */
export const ROLE_ARN_PATTERN =
  /^arn:aws[a-z-]*:iam::\d{12}:role\/(?:[\x21-\x7e]{1,510}\/)?[\w+=,.@-]{1,64}$/;

export const BUCKET_NAME_PATTERN =
  /^(?!xn--)(?!.*\.\.)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
