import type { WorkspaceInfo } from '#shared/domain/workspace.ts'
import type { CopyResult, CopySide } from '#renderer/database/copy-customers.ts'

/** What a workspace that is not open holds, for the question before it is removed. */
export interface WorkspaceContents {
  customers: number
  /** Customers with something that was never sent; 0 where it has no connection. */
  unsent: number
}

/** What can be done with workspaces other than the open one. Made in app/other-workspaces.ts. */
export interface OtherWorkspaces {
  /** Copies customers of the open workspace into another one. Fails with a DatabaseError. */
  copyTo(
    target: WorkspaceInfo,
    from: CopySide,
    ids: readonly string[],
    options: { localOnly: boolean; progress: (done: number) => void },
  ): Promise<CopyResult>
  /** What it holds. Fails with a DatabaseError. */
  contents(workspace: WorkspaceInfo): Promise<WorkspaceContents>
  /** Deletes everything it keeps in this window's storage; false where an empty rest is left for the next start. */
  removeStored(workspaceId: string): Promise<boolean>
}
