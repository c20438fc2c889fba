import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { RolePage } from '@/components/inventory/role-page';
import { nameOfArn } from '@/lib/core/arn';
import { RoleArn } from '@/lib/core/ids';
import { getRole } from '@/lib/inventory/get-role';
import { found, requireContext } from '@/lib/server/context';

type Props = { params: Promise<{ roleId: string }> };

/** The address as it was meant; one that cannot be read names no role. */
async function roleIdOf(params: Props['params']): Promise<string> {
  try {
    return decodeURIComponent((await params).roleId);
  } catch {
    return '';
  }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: nameOfArn(await roleIdOf(params)) };
}

export default async function Role({ params }: Props) {
  const { ports, actor } = await requireContext();
  const arn = RoleArn.safeParse(await roleIdOf(params));
  if (!arn.success) notFound();
  return <RolePage role={found(await getRole(ports, actor, arn.data))} />;
}
