import { useMemo } from 'react'
import type { PersonParts } from '#renderer/person/held-about-person.ts'
import { useApp } from '#renderer/workspace/app-context.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

/** Where the data of a person of the open workspace lies. */
export function usePersonParts(): PersonParts {
  const { api } = useApp()
  const workspace = useWorkspace()
  return useMemo(() => ({ ...workspace, api, now: () => Date.now() }), [workspace, api])
}
