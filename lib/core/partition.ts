import type { Partition } from './ids';

/**
 * Where a partition's console and sign-in live. `signinHost` is null where AWS has not
 * published it; the console then refuses rather than guessing.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html
 */
export type PartitionFacts = {
  signinHost: string | null;
  /** Where one session of the console can be ended for another; null where not published. */
  signOutHost: string | null;
  consoleHost: string | null;
  defaultRegion: string;
};

export const PARTITIONS: Record<Partition, PartitionFacts> = {
  aws: {
    signinHost: 'signin.aws.amazon.com',
    // Ending a session works on this region's host only.
    signOutHost: 'us-east-1.signin.aws.amazon.com',
    consoleHost: 'console.aws.amazon.com',
    defaultRegion: 'us-east-1',
  },
  'aws-us-gov': {
    signinHost: 'signin.amazonaws-us-gov.com',
    signOutHost: null,
    consoleHost: 'console.amazonaws-us-gov.com',
    defaultRegion: 'us-gov-west-1',
  },
  'aws-cn': {
    signinHost: 'signin.amazonaws.cn',
    signOutHost: null,
    consoleHost: 'console.amazonaws.cn',
    defaultRegion: 'cn-north-1',
  },
  'aws-eusc': {
    signinHost: null,
    signOutHost: null,
    consoleHost: null,
    defaultRegion: 'eusc-de-east-1',
  },
};

/** The partition of a Region, by the beginning of its code: `cn-`, `us-gov-`, `eusc-`. */
export function partitionOfRegion(region: string): Partition {
  const beginsAs = (defaultRegion: string) =>
    region.startsWith(defaultRegion.replace(/[a-z]+-\d+$/, ''));
  const found = PARTITION_NAMES.find(
    (name) => name !== 'aws' && beginsAs(PARTITIONS[name].defaultRegion),
  );
  return found ?? 'aws';
}

// Every key of the table is a partition, which Object.keys forgets.
const PARTITION_NAMES = Object.keys(PARTITIONS) as Partition[];
