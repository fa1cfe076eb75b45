import type { OpenWorkspace } from './open-workspace.ts'
import { createRequiredContext } from './required-context.ts'

/** The open workspace, for everything below the workspace gate. */
export const [WorkspaceContext, useWorkspace] = createRequiredContext<OpenWorkspace>('WorkspaceContext')
