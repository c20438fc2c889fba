type Side = { name: string; partition: string };

/** Why nobody crosses from one side to the other; null within one partition. */
export const sayPartitions = (one: Side, other: Side): string | null =>
  one.partition === other.partition
    ? null
    : `${one.name} is in ${one.partition} and ${other.name} in ${other.partition}. AWS lets nobody cross between partitions.`;
