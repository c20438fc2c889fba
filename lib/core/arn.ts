/** The parts of an ARN: `arn:<partition>:<service>:<region>:<account>:<resource>`. */
export type ArnParts = {
  partition: string;
  service: string;
  region: string;
  accountId: string;
  resource: string;
};

/** Splits an ARN; null when the text is not one. The resource keeps its own colons. */
export function parseArn(arn: string): ArnParts | null {
  const [prefix, partition, service, region, accountId, ...resource] = arn.split(':');
  if (prefix !== 'arn' || !partition || !service || resource.length === 0) return null;
  return {
    partition,
    service,
    region: region ?? '',
    accountId: accountId ?? '',
    resource: resource.join(':'),
  };
}

/** The last path element: `ci-deploy` of `arn:aws:iam::111122223333:role/ci/ci-deploy`. */
export const nameOfArn = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);
