import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { RolePage } from '@/components/inventory/role-page';
import { nameOfArn, RoleArn } from '@/lib/core/ids';
import { getRole } from '@/lib/inventory/get-role';
import { found, requireContext } from '@/lib/server/context';

type Props = { params: Promise<{ roleId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: nameOfArn(decodeURIComponent((await params).roleId)) };
}

export default async function Role({ params }: Props) {
  const { ports, actor } = await requireContext();
  const arn = RoleArn.safeParse(decodeURIComponent((await params).roleId));
  if (!arn.success) notFound();
  return <RolePage role={found(await getRole(ports, actor, arn.data))} />;
}
