import { nameOfArn } from './arn';

/** The roles by which the console comes into an account. */
export type WaysIn = {
  readRoleArn: string | null;
  writeRoleArn: string | null;
  callerArn: string | null;
};

/** Whether the console itself comes into the account as this role, whatever its name or path. */
export function isOwnRole(roleArn: string, ways: WaysIn | null): boolean {
  const [, caller = null] = /:assumed-role\/([^/]+)\//.exec(ways?.callerArn ?? '') ?? [];
  return (
    roleArn === ways?.readRoleArn ||
    roleArn === ways?.writeRoleArn ||
    nameOfArn(roleArn) === caller
  );
}
