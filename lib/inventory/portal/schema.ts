import * as z from 'zod';
import { REGION } from '@/lib/core/region';

/**
 * Where AWS puts access portals: the usual partition, its dual-stack address, GovCloud and China.
 *
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/howtochangeURL.html
 */
const START_URLS = [
  /^https:\/\/[a-z0-9-]+\.awsapps\.com\/start$/,
  /^https:\/\/[a-z0-9-]+\.portal\.[a-z0-9-]+\.app\.aws$/,
  /^https:\/\/start\.(?:[a-z0-9-]+\.)?us-gov-home\.awsapps\.com\/directory\/[\w-]+$/,
  /^https:\/\/start\.(?:[a-z0-9-]+\.)?home\.awsapps\.cn\/directory\/[\w-]+$/,
];

export const PortalInput = z.strictObject({
  /** Empty takes the setting away. People paste it as the browser shows it. */
  startUrl: z
    .string()
    .trim()
    .transform((text) => text.replace(/\/?(?:#.*)?$/, ''))
    .refine(
      (text) => text === '' || START_URLS.some((pattern) => pattern.test(text)),
      'Expected the address of an access portal, such as https://acme.awsapps.com/start.',
    ),
  region: z
    .string()
    .trim()
    .refine(
      (text) => text === '' || REGION.test(text),
      'Expected a region, such as eu-west-1.',
    ),
});
export type PortalInput = z.infer<typeof PortalInput>;

/** The access portal of IAM Identity Center, as Settings shows it. */
export type PortalView = { startUrl: string; region: string; mayChange: boolean };

/** How people take a role of Identity Center. */
export type PortalUse = {
  permissionSet: string;
  /** Its page in the access portal and its profile, or why there is none. */
  way: { url: string; profile: string } | { cause: string };
};
