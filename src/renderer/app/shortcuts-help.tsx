import { Kbd, Modal } from '@mantine/core'
import { useText } from '#renderer/i18n/use-text.ts'
import { keysText } from '#renderer/ui/keys.ts'
import classes from './shortcuts-help.module.css'

interface ShortcutsHelpProps {
  opened: boolean
  onClose: () => void
}

const EVERYWHERE = [
  ['palette', 'mod K'],
  ['search', '/'],
  ['newCustomer', 'N'],
  ['importCsv', 'mod I'],
  ['exportCsv', 'mod Shift E'],
  ['goCustomers', 'mod 1'],
  ['goSkuMappings', 'mod 2'],
  ['goImports', 'mod 3'],
  ['goSync', 'mod 4'],
  ['goConflicts', 'mod 5'],
  ['settings', 'mod ,'],
  ['save', 'mod S'],
  ['takeBack', 'mod Z'],
  ['syncNow', 'mod Shift S'],
  ['help', '?'],
] as const

const LIST = [
  ['next', 'J'],
  ['previous', 'K'],
  ['openRow', '↵'],
  ['editRow', 'E'],
  ['selectRow', 'X'],
  ['selectAll', 'mod A'],
  ['archiveRow', 'A'],
  ['deleteRow', 'Del'],
  ['escape', 'Esc'],
] as const

/** All keys of the window. */
export function ShortcutsHelp({ opened, onClose }: ShortcutsHelpProps) {
  const t = useText('shell')
  const section = (
    title: string,
    rows: readonly (readonly [(typeof EVERYWHERE | typeof LIST)[number][0], string])[],
  ) => (
    <section>
      <h2 className={classes.title}>{title}</h2>
      <dl className={classes.list}>
        {rows.map(([name, keys]) => (
          <div key={name} className={classes.row}>
            <dt>{t(`help.${name}`)}</dt>
            <dd className={classes.keys}>
              {keysText(keys)
                .split(' ')
                .map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
  return (
    <Modal opened={opened} onClose={onClose} title={t('help.title')} size={640}>
      <div className={classes.columns}>
        {section(t('help.everywhere'), EVERYWHERE)}
        {section(t('help.list'), LIST)}
      </div>
    </Modal>
  )
}
