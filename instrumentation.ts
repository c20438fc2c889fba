/** Runs once when the web process starts: jobs, and what an earlier process left half done. */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return;
  const [{ startWork }, { takeLateEnvironment }] = await Promise.all([
    import('@/lib/server/start-work'),
    import('@/lib/server/late-environment'),
  ]);
  await takeLateEnvironment(process);
  await startWork();
}
