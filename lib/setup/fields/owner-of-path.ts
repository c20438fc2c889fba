/** Roles whose policies are not ours to write. */
export function ownerOfPath(path: string): string | null {
  if (path.startsWith('/aws-reserved/'))
    return 'belongs to IAM Identity Center: its policies are set in the permission set, not here.';
  if (path.startsWith('/aws-service-role/'))
    return 'belongs to an AWS service and cannot be changed.';
  return path.startsWith('/drawbridge/')
    ? 'is this console’s own role. Pick the person or workload that needs access.'
    : null;
}
