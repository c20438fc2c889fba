/** Kinds of documents a person may save. */
export type DocumentKind =
  | 'trust'
  | 'identity'
  | 'bucket'
  | 'boundary'
  | 'session'
  | 'scp'
  | 'key';
