import { Kbd } from '@mantine/core'
import { Spotlight, useSpotlight } from '@mantine/spotlight'
import { IconSearch, IconUser } from '@tabler/icons-react'
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import { useLocation } from 'wouter'
import type { Customer } from '#shared/domain/customer.ts'
import { displayName } from '#shared/domain/derived-fields.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { allCustomers } from '#renderer/roster/roster-query.ts'
import { keysText } from '#renderer/ui/keys.ts'
import { paths } from '#renderer/workspace/paths.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import classes from './command-palette.module.css'
import { fittingCommands, type Command } from './command.ts'
import { paletteStore } from './palette.ts'

/** How many customers the palette offers at a time. */
const OFFERED = 7

/** Ctrl/Cmd+K: customers by what is typed, commands and places by their names. */
export function CommandPalette({ commands }: { commands: readonly Command[] }) {
  const t = useText('shell')
  const common = useText('common')
  const [, navigate] = useLocation()
  const [typed, setTyped] = useState('')
  useEmptyAtOpening(setTyped)
  const search = useRef<HTMLInputElement>(null)
  const giveFocusBack = useFocusGivenBack(search)
  const found = useFoundCustomers(typed)
  const words = typed.trim()
  const fitting = fittingCommands(commands, words)
  const customers = words === '' ? [] : found
  const groups = [
    {
      key: 'commands',
      label: t('search.groupCommands'),
      commands: fitting.filter((each) => each.group === 'commands'),
    },
    {
      key: 'workspaces',
      label: t('search.groupWorkspaces'),
      commands: fitting.filter((each) => each.group === 'workspaces'),
    },
    { key: 'go', label: t('search.groupGo'), commands: fitting.filter((each) => each.group === 'go') },
  ]
  const list = useRef<HTMLDivElement>(null)
  /** Enter takes the first one offered where none is chosen yet. */
  const runFirst = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    if (list.current?.querySelector('[data-selected]') != null) return
    const first = list.current?.querySelector<HTMLElement>('[data-action]')
    if (first == null) return
    event.preventDefault()
    first.click()
  }
  return (
    <Spotlight.Root
      store={paletteStore}
      query={typed}
      onQueryChange={setTyped}
      shortcut={null}
      clearQueryOnClose
      returnFocus={false}
      transitionProps={{ onExited: giveFocusBack }}
      maxHeight={440}
      scrollable
      overlayProps={{ backgroundOpacity: 0.2 }}
      yOffset="14vh"
      radius="lg"
      classNames={{
        search: classes.search,
        action: classes.action,
        actionsGroup: classes.group,
        actionDescription: classes.actionDescription,
        actionSection: classes.actionSection,
      }}
    >
      <Spotlight.Search
        ref={search}
        placeholder={t('search.placeholder')}
        aria-label={t('search.button')}
        leftSection={<IconSearch size={17} stroke={1.7} />}
        onKeyDown={runFirst}
      />
      <Spotlight.ActionsList ref={list}>
        {customers.length > 0 && (
          <Spotlight.ActionsGroup label={t('search.groupCustomers')}>
            {customers.map((customer) => {
              const name = displayName(customer)
              return (
                <Spotlight.Action
                  key={customer.id}
                  label={name === '' ? common('unnamed') : name}
                  description={[customer.company, customer.email]
                    .filter((part) => part !== '' && part !== name)
                    .join(' · ')}
                  leftSection={<IconUser size={17} stroke={1.7} />}
                  onClick={() => {
                    navigate(paths.customer(customer.id))
                  }}
                />
              )
            })}
          </Spotlight.ActionsGroup>
        )}
        {groups.map(
          (group) =>
            group.commands.length > 0 && (
              <Spotlight.ActionsGroup key={group.key} label={group.label}>
                {group.commands.map((command) => (
                  <Spotlight.Action
                    key={command.id}
                    label={command.label}
                    leftSection={<command.icon size={17} stroke={1.7} />}
                    rightSection={command.keys === undefined ? null : <Kbd>{keysText(command.keys)}</Kbd>}
                    onClick={command.run}
                  />
                ))}
              </Spotlight.ActionsGroup>
            ),
        )}
        {customers.length === 0 && fitting.length === 0 && (
          <Spotlight.Empty>{t('search.nothing')}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

/** Opened again, it asks anew at once, also while it was still being closed. */
function useEmptyAtOpening(setTyped: (typed: string) => void): void {
  const { opened } = useSpotlight(paletteStore)
  const [wasOpened, setWasOpened] = useState(opened)
  if (opened === wasOpened) return
  setWasOpened(opened)
  if (opened) setTyped('')
}

/** Gives the focus back to where it was, unless what was run has put it somewhere: into a form, on a heading, in a dialog. */
function useFocusGivenBack(search: RefObject<HTMLInputElement | null>): () => void {
  const { opened } = useSpotlight(paletteStore)
  const before = useRef<Element | null>(null)
  useLayoutEffect(() => {
    if (opened) before.current = document.activeElement
  }, [opened])
  return () => {
    const { activeElement } = document
    if (activeElement !== document.body && activeElement !== search.current) return
    if (before.current instanceof HTMLElement && before.current.isConnected)
      before.current.focus({ preventScroll: true })
  }
}

function useFoundCustomers(typed: string): readonly Customer[] {
  const { roster, customers } = useWorkspace()
  const [found, setFound] = useState<readonly Customer[]>([])
  useEffect(() => {
    if (typed.trim() === '') return
    let current = true
    const search = async (): Promise<void> => {
      const query = { ...allCustomers(), search: typed, archived: 'all' as const }
      const page = await roster.page(query, 0, OFFERED)
      const byId = await customers.findByIds(page.ids)
      if (!current) return
      setFound(page.ids.flatMap((id) => byId.get(id) ?? []))
    }
    // A palette without an answer shows the commands; the list itself reports what is wrong with the store.
    search().catch(() => {
      if (current) setFound([])
    })
    return () => {
      current = false
    }
  }, [typed, roster, customers])
  return found
}
