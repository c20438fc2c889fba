import type { ReactNode } from 'react';
import { type Person, PersonMenu } from './person-menu';
import { Rail } from './rail';
import { SearchPalette } from './search-palette';
import { ThemeMenu } from './theme-menu';
import { WorkspaceMenu, type WorkspaceMenuProps } from './workspace-menu';

export type ConsoleFrameProps = WorkspaceMenuProps & {
  person: Person;
  /** Where the palette asks for roles, accounts, buckets and people. */
  searchUrl: string;
  children: ReactNode;
};

/** What stands around every page of a signed-in person. */
export function ConsoleFrame({
  person,
  workspace,
  workspaces,
  switchWorkspace,
  searchUrl,
  children,
}: ConsoleFrameProps) {
  return (
    <>
      <a href="#main" className="skip-link">
        Skip to the page
      </a>
      <div className="frame">
        <Rail />
        <div className="frame-body">
          <header className="top">
            <SearchPalette searchUrl={searchUrl} />
            <WorkspaceMenu
              workspace={workspace}
              workspaces={workspaces}
              switchWorkspace={switchWorkspace}
            />
            <ThemeMenu />
            <PersonMenu person={person} />
          </header>
          <main id="main" tabIndex={-1} className="frame-main">
            {children}
          </main>
        </div>
      </div>
    </>
  );
}
