import { lookup } from 'node:dns';
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net';

/** Where nothing of the public internet is: this machine, its network, and clouds' metadata. */
const PRIVATE: [network: string, prefix: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];
/** Of IPv6 only what is handed out publicly, but for the networks that hold an IPv4 address. */
const PUBLIC_6: [network: string, prefix: number] = ['2000::', 3];
const PRIVATE_6: [network: string, prefix: number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const blocked = new BlockList();
for (const [network, prefix] of PRIVATE) blocked.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of PRIVATE_6) blocked.addSubnet(network, prefix, 'ipv6');
const allotted = new BlockList();
allotted.addSubnet(...PUBLIC_6, 'ipv6');

/** Whether an IP address is one of the public internet. */
export function isPublicAddress(address: string): boolean {
  if (!isIPv6(address)) return isIP(address) === 4 && !blocked.check(address, 'ipv4');
  return allotted.check(address, 'ipv6') && !blocked.check(address, 'ipv6');
}

export const NOT_PUBLIC = 'ENOTPUBLIC';

const refusal = (host: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`${host} is no address of the public internet.`), {
    code: NOT_PUBLIC,
  });

/**
 * Finds a name's addresses for a connection, and none if one of them is not public. The
 * connection uses the very answer that was looked at: a name that answers differently the next
 * time gets nowhere.
 */
export const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    const isPublic = addresses.every(({ address }) => isPublicAddress(address));
    if (!isPublic) return callback(refusal(hostname), []);
    const [first] = addresses;
    if (options.all) return callback(null, addresses);
    return callback(null, first?.address ?? '', first?.family);
  });
};

/** The host of an address as sockets want it: IPv6 without its brackets. */
const bareHost = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');

/** True for an address written as numbers that is not public: no name is looked up for it. */
export const isPrivateLiteral = (hostname: string): boolean => {
  const host = bareHost(hostname);
  return isIP(host) !== 0 && !isPublicAddress(host);
};
