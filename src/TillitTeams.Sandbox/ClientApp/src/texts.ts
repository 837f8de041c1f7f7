import { current, type Language } from './view';

// The client's own words are those that Teams uses in each language.
const sv = {
  activity: 'Aktivitet', noActivity: 'Inget nytt än.', chat: 'Chatt', teams: 'Team', you: 'du', searchList: 'Filtrera', noMatch: 'Inga träffar',
  localEnvironment: 'Lokal miljö', localEnvironmentTitle: 'Ett påhittat Microsoft 365 på den här datorn. Alla personer är påhittade.',
  switchPerson: 'Byt person', theme: 'Tema', themeLight: 'Ljust', themeDark: 'Mörkt', themeContrast: 'Hög kontrast',
  language: 'Språk', phoneWidth: 'Telefonbredd', appBar: 'Appfältet', conversations: 'Konversationer', skip: 'Hoppa till innehållet',
  privateChannel: 'Privat kanal', sharedChannel: 'Delad kanal', standardChannel: 'Kanal', channels: 'Kanaler', unread: 'Oläst', archived: 'Arkiverat',
  posts: 'Inlägg', addTab: 'Lägg till en flik', addTabText: 'Välj en app att visa bredvid inläggen.', tabMenu: 'Alternativ för fliken {0}', tabSettings: 'Inställningar', tabRemove: 'Ta bort', tabRemoveTitle: 'Ta bort fliken {0}?', tabRemoveText: 'Fliken försvinner för alla i kanalen.', tabSave: 'Spara', tabName: 'Flikens namn', tabGone: 'Fliken finns inte längre', tabGoneText: 'Någon kan ha tagit bort den.', noApps: 'Ingen app som är tillagd i teamet kan visas som flik.', tabNotSaved: 'Appen sparade inte inställningarna.',
  shareChoose: 'Välj en kanal eller chatt', sharePoint: 'SharePoint', intranet: 'Intranätet', intranetText: 'En sida i SharePoint som visar appen, så som en redaktör kan lägga in den.', intranetAdd: 'Lägg till {0} på sidan', members: '{0} medlemmar', meetingChat: 'Möteschatt', groupChat: 'Gruppchatt', back: 'Tillbaka',
  reply: 'Svara', replies: '{0} svar', oneReply: '1 svar', showEarlier: 'Visa {0} tidigare svar', showOlder: 'Visa äldre',
  startPost: 'Starta ett inlägg', typeMessage: 'Skriv ett meddelande', subject: 'Ämne', addSubject: 'Lägg till ett ämne', send: 'Skicka', cancel: 'Avbryt', save: 'Klar', post: 'Publicera', replyBox: 'Svara i {0}',
  more: 'Fler alternativ', moreFor: 'Fler alternativ för meddelande från {0}', copyLink: 'Kopiera länk', edit: 'Redigera', remove: 'Ta bort', react: 'Reagera', reactWith: 'Reagera med {0}', moreActions: 'Fler åtgärder',
  edited: 'Redigerad', deleted: 'Det här meddelandet har tagits bort.', linkCopied: 'Länken har kopierats.', linkCopyFailed: 'Det gick inte att kopiera länken.',
  removeTitle: 'Ta bort meddelandet?', removeText: 'Meddelandet tas bort för alla i konversationen.', saidBy: '{0} sa', app: 'app',
  emptyChannel: 'Här är det tyst än så länge', emptyChannelText: 'Starta ett inlägg så syns det för alla i kanalen.', emptyStart: 'Välj en konversation', emptyStartText: 'Välj en kanal eller en chatt i listan.',
  notFound: 'Vi hittar inte konversationen', notFoundText: 'Den finns inte, eller så är {0} inte medlem.', messageNotFound: 'Meddelandet har tagits bort eller går inte att öppna.',
  somethingWrong: 'Något gick fel. Försök igen.', appUnreachable: 'Det gick inte att nå appen. Försök igen.', notInstalled: 'Appen är inte tillagd här.', notInstalledText: 'Lägg till {0} i {1} för att använda den i konversationen.',
  close: 'Stäng', tryAgain: 'Försök igen', loading: 'Läser in', ok: 'OK', signIn: 'Logga in', signInText: '{0} behöver att du loggar in.', openInNew: 'öppnas i ett nytt fönster',
  tabFailed: 'Det uppstod ett problem när appen skulle öppnas', tabFailedText: 'Försök igen. Om det inte hjälper kan du kontakta appens ägare.', tabSlow: 'Appen svarar inte.', reload: 'Läs in igen', about: 'Om', version: 'Version {0}', openTab: 'Öppna {0}',
  today: 'Idag', fieldRequired: 'Fyll i fältet.', connectionLost: 'Anslutningen bröts. Försöker igen …', noAccessMessage: 'Du har inte åtkomst till konversationen.', cardUnsupported: 'Kortet kan inte visas.', collapse: 'Dölj', expand: 'Visa', messages: 'Meddelanden', refreshed: 'Nytt meddelande från {0}',
  files: 'Filer', allFiles: 'Alla filer', myFiles: 'Mina filer', sites: 'SharePoint-webbplatser', fileName: 'Namn', fileChanged: 'Ändrad', fileChangedBy: 'Ändrad av', fileLabel: 'Känslighet', byApp: 'En app', moreForFile: 'Fler alternativ för {0}', folderEmpty: 'Mappen är tom.', folderPath: 'Mapp', newFile: 'Ny fil', newFileName: 'Dokument.docx', rename: 'Byt namn', move: 'Flytta', moveTo: 'Flytta till', moveHere: 'Flytta hit', shareFile: 'Dela med länk', shareWho: 'Vem ska länken fungera för?', shareEverybody: 'Alla i kommunen som har länken', shareSome: 'Dem jag väljer', shareCopy: 'Kopiera länk', editColumn: 'Ändra {0}',
  fileShared: 'Delad', fileRecord: 'Låst som arkivhandling, kan inte ändras.', fileCheckedOut: 'Utcheckad av {0}.', fileLocked: 'Öppen och låst av {0}.', removeFileTitle: 'Ta bort {0}?', removeFileText: 'Filen hamnar i papperskorgen.', fileConflict: 'Det gick inte. Namnet kan vara upptaget, eller så har någon låst filen.', fileNotAllowed: 'Du får inte ändra här.', fileMissing: 'Vi hittar inte filen', fileMissingText: 'Filen finns inte längre, eller så har du inte åtkomst till den.', searchResults: 'Träffar',
  shareTo: 'Dela i Teams', shareWhere: 'Kanal eller chatt', shareSay: 'Säg något om det här', share: 'Dela', shared: 'Delat.',
};

type Texts = Record<keyof typeof sv, string>;

const en: Texts = {
  activity: 'Activity', noActivity: 'Nothing new yet.', chat: 'Chat', teams: 'Teams', you: 'you', searchList: 'Filter', noMatch: 'No matches',
  localEnvironment: 'Local environment', localEnvironmentTitle: 'An invented Microsoft 365 on this computer. All people are invented.',
  switchPerson: 'Switch person', theme: 'Theme', themeLight: 'Light', themeDark: 'Dark', themeContrast: 'High contrast',
  language: 'Language', phoneWidth: 'Phone width', appBar: 'App bar', conversations: 'Conversations', skip: 'Skip to content',
  privateChannel: 'Private channel', sharedChannel: 'Shared channel', standardChannel: 'Channel', channels: 'Channels', unread: 'Unread', archived: 'Archived',
  posts: 'Posts', addTab: 'Add a tab', addTabText: 'Choose an app to show beside the posts.', tabMenu: 'Options for the tab {0}', tabSettings: 'Settings', tabRemove: 'Remove', tabRemoveTitle: 'Remove the tab {0}?', tabRemoveText: 'The tab disappears for everyone in the channel.', tabSave: 'Save', tabName: 'Tab name', tabGone: 'The tab is no longer there', tabGoneText: 'Somebody may have removed it.', noApps: 'No app that is added to the team can be shown as a tab.', tabNotSaved: 'The app did not save the settings.',
  shareChoose: 'Choose a channel or a chat', sharePoint: 'SharePoint', intranet: 'The intranet', intranetText: 'A page in SharePoint that shows the app, as an editor can put it there.', intranetAdd: 'Add {0} to the page', members: '{0} members', meetingChat: 'Meeting chat', groupChat: 'Group chat', back: 'Back',
  reply: 'Reply', replies: '{0} replies', oneReply: '1 reply', showEarlier: 'Show {0} earlier replies', showOlder: 'Show older',
  startPost: 'Start a post', typeMessage: 'Type a message', subject: 'Subject', addSubject: 'Add a subject', send: 'Send', cancel: 'Cancel', save: 'Done', post: 'Post', replyBox: 'Reply in {0}',
  more: 'More options', moreFor: 'More options for message from {0}', copyLink: 'Copy link', edit: 'Edit', remove: 'Delete', react: 'React', reactWith: 'React with {0}', moreActions: 'More actions',
  edited: 'Edited', deleted: 'This message has been deleted.', linkCopied: 'Link copied.', linkCopyFailed: 'The link could not be copied.',
  removeTitle: 'Delete the message?', removeText: 'The message is deleted for everyone in the conversation.', saidBy: '{0} said', app: 'app',
  emptyChannel: 'Quiet here so far', emptyChannelText: 'Start a post and everyone in the channel sees it.', emptyStart: 'Choose a conversation', emptyStartText: 'Choose a channel or a chat in the list.',
  notFound: 'We can’t find the conversation', notFoundText: 'It does not exist, or {0} is not a member.', messageNotFound: 'The message has been deleted or cannot be opened.',
  somethingWrong: 'Something went wrong. Please try again.', appUnreachable: 'Unable to reach app. Please try again.', notInstalled: 'The app isn’t added here.', notInstalledText: 'Add {0} to {1} to use it in the conversation.',
  close: 'Close', tryAgain: 'Try again', loading: 'Loading', ok: 'OK', signIn: 'Sign in', signInText: '{0} needs you to sign in.', openInNew: 'opens in a new window',
  tabFailed: 'There was a problem reaching this app', tabFailedText: 'Try again. If that doesn’t help, contact the app’s owner.', tabSlow: 'The app isn’t responding.', reload: 'Reload', about: 'About', version: 'Version {0}', openTab: 'Open {0}',
  today: 'Today', fieldRequired: 'Fill in this field.', connectionLost: 'Connection lost. Trying again …', noAccessMessage: 'You don’t have access to the conversation.', cardUnsupported: 'The card can’t be shown.', collapse: 'Collapse', expand: 'Expand', messages: 'Messages', refreshed: 'New message from {0}',
  files: 'Files', allFiles: 'All files', myFiles: 'My files', sites: 'SharePoint sites', fileName: 'Name', fileChanged: 'Modified', fileChangedBy: 'Modified by', fileLabel: 'Sensitivity', byApp: 'An app', moreForFile: 'More options for {0}', folderEmpty: 'The folder is empty.', folderPath: 'Folder', newFile: 'New file', newFileName: 'Document.docx', rename: 'Rename', move: 'Move', moveTo: 'Move to', moveHere: 'Move here', shareFile: 'Share a link', shareWho: 'Who should the link work for?', shareEverybody: 'Everyone in the municipality with the link', shareSome: 'People I choose', shareCopy: 'Copy link', editColumn: 'Edit {0}',
  fileShared: 'Shared', fileRecord: 'Locked as a record and can’t be changed.', fileCheckedOut: 'Checked out by {0}.', fileLocked: 'Open and locked by {0}.', removeFileTitle: 'Delete {0}?', removeFileText: 'The file goes to the recycle bin.', fileConflict: 'That didn’t work. The name may be taken, or somebody has locked the file.', fileNotAllowed: 'You can’t make changes here.', fileMissing: 'We can’t find the file', fileMissingText: 'The file no longer exists, or you don’t have access to it.', searchResults: 'Results',
  shareTo: 'Share to Teams', shareWhere: 'Channel or chat', shareSay: 'Say something about this', share: 'Share', shared: 'Shared.',
};

const dictionaries: Record<Language, Texts> = { sv, en };

export function t(key: keyof Texts, ...values: (string | number)[]): string {
  return dictionaries[current().lang][key].replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)] ?? ''));
}
