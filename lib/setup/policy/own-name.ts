/** A name of one's own within a condition key: `aws:RequestTag/tag-key`, `s3:ExistingObjectTag/<key>`. */
export const OWN_NAME = /\$\{[^}]*\}|<key>|tag-key$/gi;
