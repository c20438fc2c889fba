type Service = 'iam' | 's3api' | 'kms';

/** A write as a call of the aws command. */
export type CliCall = {
  service: Service;
  write: string[];
  /** The option that takes the document, and the document; null where there is none. */
  document: { option: string; text: string } | null;
  /**
   * Further parameters as JSON. The command takes text that starts with `file://` or `https://`
   * for a file to be sent, but not inside of this.
   */
  request: string | null;
  waitFor: string[] | null;
  /** The policy of which AWS keeps only so many versions that an old one may have to go first. */
  roomIn: string | null;
};

/** What of a call is not as it is for most writes. */
export type Written = Pick<CliCall, 'write'> & Partial<CliCall>;
