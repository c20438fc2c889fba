type Body = { bucket: string; roleArn: string; whoArn: string; mendsUse?: object };

/** Whether who is let in uses the bucket or key as itself, and takes no role to do so. */
export const isAsItself = ({ bucket, roleArn, whoArn, mendsUse }: Body): boolean =>
  (bucket !== '' || mendsUse !== undefined) && roleArn === whoArn;

/** A plan, as far as what it is about. */
export type AboutRole = { body: Body; steps: { write: { kind: string } }[] };

/** Whether it lets a role, or a user, use something as itself that was there before. */
export const isBesideRole = ({ body, steps }: AboutRole): boolean =>
  isAsItself(body) && !steps.some(({ write }) => write.kind === 'create-role');
