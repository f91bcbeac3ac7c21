#include "cli/commands.hpp"

#include <charconv>

namespace amends::cli {
namespace {

const Argument letter{"ID", Shape::number, "the letter's number, as `amends list` shows it", {}};
const Argument promise{"N", Shape::maybe, "the promise's number, as `amends show` has it, where several are open", {}};
const Argument json{"--json", Shape::flag, "print JSON, and nothing else", {}};
const Argument account{"--account", Shape::option, "only this account", {}};

std::vector<Command> writing_commands() {
    return {
        {"situations",
         "What can have gone wrong: the situations that there is a letter for",
         {{"SITUATION", Shape::maybe, "only this one, with the fields of its letter", {}}, json},
         situations},
        {"write",
         "Write the letter for a situation",
         {{"SITUATION", Shape::needed, "what went wrong; `amends situations` lists them", {}},
          {"--tone", Shape::option, "personal (the default) or empathetic", {"personal", "empathetic"}},
          {"--severity", Shape::option, "minor or serious: how grave it is", {"minor", "serious"}},
          {"--set", Shape::options, "FIELD=VALUE: fills a field; give one --set for each", {}},
          {"--edit", Shape::flag, "go over it in your editor ($VISUAL, $EDITOR) before it is printed", {}},
          {"--eml", Shape::flag, "print a whole mail (with --to), not only its text", {}},
          {"--from", Shape::option, "whom it comes from; your first account unless given", {}},
          {"--to", Shape::option, "the client: an address, or Name <address>", {}},
          json},
         write},
        {"insert",
         "Put a letter into the mail that you are writing: the editor of neomutt or aerc for a moment",
         {{"FILE", Shape::needed, "the mail as a mail program hands it to an editor, with or without headers", {}},
          {"--situation", Shape::option, "what went wrong; asked unless given", {}},
          {"--tone", Shape::option, "personal or empathetic; asked unless given", {"personal", "empathetic"}},
          {"--severity", Shape::option, "minor or serious; asked unless given", {"minor", "serious"}},
          {"--set", Shape::options, "FIELD=VALUE: fills a field beforehand; give one --set for each", {}},
          {"--from", Shape::option, "whom it comes from, where the headers do not tell", {}},
          {"--to", Shape::option, "the client, where the headers do not tell", {}},
          {"--track", Shape::flag, "insert nothing: review what is written, and track it once it is sent", {}}},
         insert},
        {"review",
         "What the guides would change in a letter, and the promises in it; no daemon needed",
         {{"FILE", Shape::maybe, "the letter's text; standard input where none is given, or -", {}},
          {"--subject", Shape::option, "the letter's subject", {}},
          {"--eml", Shape::flag, "the file is a whole mail", {}},
          {"--to", Shape::option, "the client: earlier letters to them are looked at where the daemon runs", {}},
          {"--sent-at",
           Shape::option,
           "when it is sent, in RFC 3339: \"by Friday\" is read from then; now unless given",
           {}},
          {"--tz", Shape::option, "your time zone, like Europe/Berlin; yours as configured unless given", {}},
          {"--apology", Shape::flag, "it is meant as an apology, even if it does not read as one", {}},
          {"--jsonl",
           Shape::flag,
           "many letters: a JSON object a line in and out (id, subject, body, sent_at, tz)",
           {}},
          {"--dismiss", Shape::option, "never show the finding with this fingerprint again", {}},
          {"--restore", Shape::option, "show a dismissed finding again", {}},
          json},
         review},
    };
}

std::vector<Command> letter_commands() {
    return {
        {"track",
         "Track an apology that you have sent; alone it asks about those that `sendmail --ask` has sent",
         {{"FILE", Shape::maybe, "the letter as a mail file, - for standard input, or its <Message-ID>", {}},
          {"--message-id", Shape::option, "the letter's Message-ID; it is read from the mailbox", {}},
          {"--account", Shape::option, "the account it was sent from, where From does not tell", {}},
          {"--auto", Shape::flag, "send the check-in at its time instead of drafting it", {}},
          {"--zone", Shape::option, "the client's time zone, like America/New_York", {}},
          {"--situation", Shape::option, "what went wrong, as `amends situations` names it", {}},
          {"--severity", Shape::option, "how grave it is for the client", {"minor", "serious"}},
          json},
         track},
        {"list",
         "What is due when, the nearest first",
         {{"--all", Shape::flag, "closed letters too", {}},
          account,
          {"--limit", Shape::count, "at most so many letters; 0 for all", {}},
          json},
         list},
        {"show", "All about one letter", {letter, json}, show},
        {"why", "Every decision about a letter, in order", {letter, json}, why},
        {"snooze",
         "Put off a letter's check-in or call; what you promised keeps its day",
         {letter,
          {"WHEN",
           Shape::words,
           "like 5h, 3 days, 2w, 14:00, today 18:00, tomorrow, next monday, friday 14:00, 2026-12-01T14:00",
           {}},
          json},
         snooze},
        {"answered",
         "The client has answered by another way than mail",
         {letter,
          {"--by", Shape::option, "phone, meeting or other", {"phone", "meeting", "other"}},
          {"--note", Shape::option, "your own words about it", {}},
          json},
         answered},
        {"kept",
         "What you promised in a letter is done",
         {letter,
          promise,
          {"--draft", Shape::flag, "a draft tells the client that it is done", {}},
          {"--last", Shape::flag, "a promise that comes back: this was the last time", {}},
          json},
         kept},
        {"slipped",
         "What you promised will be done on another day; a draft tells the client of a later one",
         {letter,
          promise,
          {"--to", Shape::option, "the new day, like 2026-12-01, friday, next monday, 3 days", {}},
          {"--no-draft", Shape::flag, "no draft tells the client", {}},
          json},
         slipped},
        {"done", "It is made good: no further step", {letter, json}, done},
        {"drop", "Let go of a letter; its history stays", {letter, json}, drop},
        {"undo", "Take the last order back, where nothing has come of it yet", {json}, undo},
        {"auto",
         "Whether a letter's check-in is sent at its time (on) or drafted (off)",
         {letter, {"SWITCH", Shape::needed, "on or off", {"on", "off"}}, json},
         switch_auto},
        {"check-in",
         "See the check-in (--preview, the default), or make its draft now",
         {letter,
          {"--now", Shape::flag, "make the draft now", {}},
          {"--edit", Shape::flag, "edit its text first ($VISUAL, $EDITOR), then make the draft", {}},
          {"--preview", Shape::flag, "print it and do nothing", {}},
          json},
         check_in},
    };
}

std::vector<Command> daemon_commands() {
    return {
        {"leave",
         "Leave a client in peace: no check-in, no draft, no call",
         {{"CLIENT", Shape::needed, "an address of the client", {}}, {"--not", Shape::flag, "take it back", {}}, json},
         leave},
        {"forget",
         "Erase every letter that a client was sent or answered, and all else that is known of them",
         {{"CLIENT", Shape::needed, "an address of the client", {}},
          {"--yes", Shape::flag, "do not ask", {}},
          {"--leave-drafts", Shape::flag, "erase at once; drafts for them that lie in the mailbox stay there", {}},
          json},
         forget},
        {"pause", "Do nothing at all until `amends resume`", {account, json}, pause},
        {"resume", "End a pause", {account, json}, resume},
        {"hold",
         "Send nothing until `amends release`; drafts and reminders still come",
         {{"REASON", Shape::maybe, "why, in words of yours; the status repeats them", {}}, account, json},
         hold},
        {"release",
         "End a hold, yours or Amends' own, or, with a letter's ID: you have looked at what its check-ins wait for",
         {{"ID", Shape::maybe, "the letter's number, as `amends list` shows it", {}}, account, json},
         release},
        {"look", "Look at the mailboxes now and act on what is due", {json}, look},
        {"status", "How the daemon and its accounts are", {json}, status},
        {"config check", "Check the configuration file", {}, config_check},
        {"config sample", "Print an annotated sample configuration", {}, config_sample},
        {"sendmail",
         "Send with the given mailer and track what is an apology: amends sendmail -- MAILER ARGS…",
         {{"--account", Shape::option, "the account it is sent from, where From does not tell", {}},
          {"--auto", Shape::flag, "send the check-in at its time instead of drafting it", {}},
          {"--zone", Shape::option, "the client's time zone, like America/New_York", {}},
          {"--ask",
           Shape::flag,
           "what only reads like an apology waits until `amends track` has asked you about it",
           {}},
          {"--marked", Shape::flag, "only what `amends insert` has put into the mail or marked", {}},
          {"--all", Shape::flag, "every mail, whatever it says", {}}},
         sendmail},
        {"classify",
         "What message files are: an answer, an absence, a bounce … No daemon needed",
         {{"FILE", Shape::words, "messages as mail files", {}},
          {"--sent", Shape::option, "a file of sent letters, one JSON object a line: tells whose answer it is", {}},
          json},
         classify},
        {"help rpc", "The methods that other programs may call on the daemon's socket", {}, help_rpc},
        {"simulate move",
         "Move the clock of `amendsd --simulation`; no other daemon does it",
         {{"TIME", Shape::needed, "in RFC 3339", {}}, json},
         simulate_move,
         true},
        {"simulate look", "As `amends look`", {json}, look, true},
    };
}

}  // namespace

std::optional<std::string> Given::text(const std::string& name) const {
    const auto found = words.find(name);
    if (found == words.end() || found->second.empty()) return std::nullopt;
    return found->second.front();
}

std::int64_t Given::number(const std::string& name) const {
    const std::string digits = text(name).value_or("");
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

std::vector<std::string> Given::all(const std::string& name) const {
    const auto found = words.find(name);
    return found == words.end() ? std::vector<std::string>{} : found->second;
}

std::string Given::joined(const std::string& name) const {
    const auto found = words.find(name);
    std::string all;
    if (found != words.end())
        for (const std::string& word : found->second) all += (all.empty() ? "" : " ") + word;
    return all;
}

const std::vector<Command>& commands() {
    static const std::vector<Command> table = [] {
        std::vector<Command> all = writing_commands();
        for (Command& command : letter_commands()) all.push_back(std::move(command));
        for (Command& command : daemon_commands()) all.push_back(std::move(command));
        return all;
    }();
    return table;
}

}  // namespace amends::cli
