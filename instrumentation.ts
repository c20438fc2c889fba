/** Runs once when the web process starts: jobs, and what an earlier process left half done. */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return;
  const { startWork } = await import('@/lib/server/start-work');
  await startWork();
}
