#include "cli/commands.hpp"

#include "rpc/domain_json.hpp"
#include "rpc/methods.hpp"
#include "tests/cli/terminal.hpp"

namespace amends::cli {
namespace {

using Asked = std::vector<std::string>;
using Commands = WithDaemon;
using CommandsWithoutDaemon = AtTheTerminal;

struct Example {
    std::vector<std::string> words;
    std::string asked;
};

const std::vector<Example> orders{
    {{"track", "--message-id", "<a@b.example>"}, "track a@b.example account=- zone=-"},
    {{"track", "<a@b.example>", "--auto", "--zone", "Asia/Tokyo", "--account", "work"},
     "track a@b.example account=work zone=Asia/Tokyo auto"},
    {{"track", "<a@b.example>", "--situation", "billing_error", "--severity", "serious"},
     "track a@b.example account=- zone=- situation=billing_error severity=serious"},
    {{"show", "3"}, "show 3"},
    {{"why", "3"}, "why 3"},
    {{"snooze", "3", "2026-12-01"}, "snooze 3 2026-12-01T08:00:00Z"},
    {{"snooze", "3", "friday", "14:00"}, "snooze 3 2026-11-27T13:00:00Z"},
    {{"answered", "3", "--by", "phone", "--note", "- all good"}, "answered 3 by=phone note=- all good"},
    {{"answered", "3"}, "answered 3 by=other note="},
    {{"done", "3"}, "done 3"},
    {{"drop", "3"}, "drop 3"},
    {{"kept", "3"}, "kept 3 promise=0"},
    {{"kept", "3", "2", "--draft"}, "kept 3 promise=2 draft"},
    {{"kept", "3", "1", "--last"}, "kept 3 promise=1 last"},
    {{"slipped", "3", "--to", "2026-12-01"}, "slipped 3 promise=0 to 2026-12-01 draft"},
    {{"slipped", "3", "2", "--to", "friday", "--no-draft"}, "slipped 3 promise=2 to 2026-11-27"},
    {{"slipped", "3", "2", "--to", "3 days"}, "slipped 3 promise=2 to 2026-11-26 draft"},
    {{"undo"}, "undo"},
    {{"auto", "3", "on"}, "auto 3 on"},
    {{"auto", "3", "ON"}, "auto 3 on"},
    {{"auto", "3", "off"}, "auto 3 off"},
    {{"answered", "3", "--by", "Phone"}, "answered 3 by=phone note="},
    {{"check-in", "3"}, "preview 3"},
    {{"check-in", "3", "--preview"}, "preview 3"},
    {{"check-in", "3", "--now"}, "check_in 3 -"},
    {{"leave", "Bo@client.example"}, "leave bo@client.example in peace"},
    {{"leave", "Bo Client <bo@client.example>"}, "leave bo@client.example in peace"},
    {{"leave", "bo@client.example", "--not"}, "leave bo@client.example no more"},
    {{"forget", "bo@client.example", "--yes"}, "forget bo@client.example"},
    {{"forget", "Bo <bo@client.example>", "--yes"}, "forget bo@client.example"},
    {{"forget", "bo@client.example", "--yes", "--leave-drafts"}, "forget bo@client.example and leave drafts"},
    {{"pause"}, "pause - on"},
    {{"resume", "--account", "work"}, "pause work off"},
    {{"hold", "--account", "work"}, "hold work on"},
    {{"hold", "the move"}, "hold - on: the move"},
    {{"release"}, "hold - off"},
    {{"look"}, "look"},
    {{"simulate", "look"}, "look"},
    {{"simulate", "move", "2026-12-01T00:00:00Z"}, "move 2026-12-01T00:00:00Z"},
    {{"list"}, "list account=- closed=0 limit=51"},
    {{"list", "--all", "--account", "work", "--limit", "5"}, "list account=work closed=1 limit=6"},
};

TEST_F(Commands, AskTheDaemonAndSaySomething) {
    for (const Example& example : orders) {
        const std::size_t before = asked().size();
        const Seen seen = type(example.words);
        EXPECT_EQ(seen.status, 0) << example.words.front() << ": " << seen.err;
        EXPECT_FALSE(seen.out.empty()) << example.words.front();
        EXPECT_EQ(seen.err, "") << example.words.front();
        ASSERT_EQ(asked().size(), before + (example.words.front() == "track" ? 2 : 1)) << example.words.front();
        EXPECT_EQ(asked().at(before), example.asked);
    }
}

TEST_F(Commands, PrintJsonAndNothingElseWhereAskedTo) {
    for (Example example : orders) {
        example.words.emplace_back("--json");
        const Seen seen = type(example.words);
        EXPECT_EQ(seen.status, 0) << example.words.front() << ": " << seen.err;
        EXPECT_TRUE(seen.out.starts_with('{') || seen.out.starts_with('[')) << seen.out;
        EXPECT_EQ(seen.out.find('\n'), seen.out.size() - 1) << seen.out;
    }
}

TEST_F(Commands, TellARefusalOnStandardErrorWithItsExitStatus) {
    const std::vector<std::pair<base::Fault, int>> all{
        {base::Fault::answer_is_no, 1},       {base::Fault::wrong_use, 2},   {base::Fault::configuration, 3},
        {base::Fault::daemon_unreachable, 4}, {base::Fault::mail_server, 5}, {base::Fault::internal, 6}};
    for (const auto& [fault, status] : all) {
        refuse(fault);
        const Seen seen = type({"show", "3", "--json"});
        EXPECT_EQ(seen.status, status);
        EXPECT_EQ(seen.out, "");
        EXPECT_EQ(seen.err, "amends: It is not possible now.\n");
    }
}

TEST_F(Commands, RefuseWrongUseWithoutAskingTheDaemon) {
    const std::vector<std::pair<std::vector<std::string>, std::string>> wrong{
        {{}, "amends help"},
        {{"lst"}, "There is no command \"lst\"; did you mean `amends list`?"},
        {{"LIST"}, "did you mean `amends list`?"},
        {{"--plain", "--socket", "/x", "zzzzzz"}, "There is no command \"zzzzzz\"; `amends help` shows"},
        {{"config"}, "Say `amends config check` or `amends config sample`"},
        {{"config", "chck"}, "did you mean `amends config check`?"},
        {{"help", "lst"}, "did you mean `amends list`?"},
        {{"list", "--al"}, "--al"},
        {{"show"}, "amends: `amends show`: ID is missing: the letter's number, as `amends list` shows it.\n"},
        {{"snooze", "3"}, "`amends snooze 3`: WHEN is missing: like 5h"},
        {{"auto", "3"}, "`amends auto 3`: SWITCH is on or off."},
        {{"answered", "3", "--by"}, "`amends answered 3 --by`: --by is phone, meeting or other."},
        {{"answered", "3", "--by", "fax"}, "`amends answered 3 --by fax`: --by is phone, meeting or other.\n"},
        {{"answered", "3", "--by", "phone", "--by", "other"}, "--by is given twice."},
        {{"answered", "3", "--note"}, "--note is missing: your own words about it."},
        {{"list", "--limit", "many"}, "--limit is a number from 0 to 1000000."},
        {{"list", "--limit"}, "--limit is missing: at most so many letters; 0 for all."},
        {{"list", "--config"}, "--config takes one path."},
        {{"show", "x"}, "not a letter's number"},
        {{"show", "0"}, "not a letter's number"},
        {{"show", "99999999999999999999"}, "not a letter's number"},
        {{"show", "3", "4", "5"}, "4 5"},
        {{"auto", "3", "maybe"}, "maybe"},
        {{"answered", "3", "--by", "pigeon"}, "pigeon"},
        {{"list", "--limit", "-1"}, "-1"},
        {{"show", "\x1b[2Jx"}, "not a letter's number"},
        {{"track"}, "Which letter?"},
        {{"track", "<a@b.example>", "--situation", "biling_error"}, "did you mean billing_error?"},
        {{"track", "<a@b.example>", "--severity", "grave"}, "serious"},
        {{"track", "/nonexistent/mail.eml"}, "/nonexistent/mail.eml cannot be read"},
        {{"track", "--message-id", "no id"}, "is not a Message-ID"},
        {{"track", "<a@b.example>", "--message-id", "<a@b.example>"}, "not both"},
        {{"track", "-"}, "empty"},
        {{"check-in", "3", "--now", "--edit"}, "Give one of"},
        {{"forget", "bo@client.example"}, "--yes"},
        {{"slipped", "3"}, "To which day? Give it with --to"},
        {{"slipped", "3", "--to", "2026-11-22"}, "lies in the past; give a day to come"},
        {{"slipped", "3", "--to", "soonish"}, "It is not clear when"},
        {{"slipped", "3", "--to", "2042-11-22"}, "more than five years"},
        {{"kept", "3", "one"}, "\"one\" is no promise's number; `amends show 3`"},
        {{"kept", "3", "0"}, "\"0\" is no promise's number"},
        {{"leave", "bob"}, "\"bob\" is not a mail address; one looks like"},
        {{"forget", "Bo <bob>", "--yes"}, "\"Bo <bob>\" is not a mail address"},
        {{"sendmail"}, "amends sendmail -- msmtp -t"},
        {{"sendmail", "--"}, "amends sendmail -- msmtp -t"},
        {{"sendmail", "msmtp", "-t", "bo@client.example"}, "amends sendmail -- msmtp -t bo@client.example"},
        {{"sendmail", "--auto", "msmtp", "-t"}, "amends sendmail --auto -- msmtp -t"},
        {{"simulate", "move", "tomorrow"}, "RFC 3339"},
    };
    for (const auto& [words, said] : wrong) {
        const Seen seen = type(words);
        EXPECT_EQ(seen.status, 2) << (words.empty() ? "(nothing)" : words.front()) << seen.out << seen.err;
        EXPECT_EQ(seen.out, "");
        EXPECT_TRUE(seen.err.starts_with("amends: ")) << seen.err;
        EXPECT_EQ(seen.err.find("Run with --help"), std::string::npos) << seen.err;
        EXPECT_EQ(seen.err.find('\x1b'), std::string::npos) << seen.err;
        EXPECT_NE(seen.err.find(said), std::string::npos) << said << " is not in: " << seen.err;
    }
    EXPECT_EQ(asked(), Asked{});
    EXPECT_EQ(type({"snooze", "3", "soon"}).status, 2);
    EXPECT_EQ(asked(), Asked{});
}

TEST_F(Commands, TrackTheBytesOfAFileOrOfStandardInputUnchanged) {
    const std::string mail = "Subject: Sorr\xc3\xbc\r\nX: \xff\xfe\r\n\r\nBytes\0 and more\n";
    ASSERT_EQ(type({"track", write("mail.eml", mail)}).status, 0);
    ASSERT_EQ(type({"track", "-"}, mail).status, 0);
    ASSERT_EQ(daemon.service.tracked.size(), 2U);
    EXPECT_EQ(daemon.service.tracked[0].message, mail);
    EXPECT_EQ(daemon.service.tracked[1].message, mail);
    EXPECT_FALSE(daemon.service.tracked[0].from_sendmail);
}

/// Gives the same bytes for ever and counts them, as /dev/zero would.
class Endless : public std::streambuf {
public:
    std::size_t given = 0;

protected:
    int_type underflow() override {
        given += block_.size();
        setg(block_.data(), block_.data(), block_.data() + block_.size());
        return traits_type::to_int_type(block_.front());
    }

private:
    std::vector<char> block_ = std::vector<char>(1 << 16, 'x');
};

TEST_F(Commands, TrackReadsNoMoreThanAMailMayHave) {
    Endless endless;
    std::istream in(&endless);
    const Seen seen = type_from({"track", "-"}, in);
    EXPECT_EQ(seen.status, 2);
    EXPECT_NE(seen.err.find("more than 32 MiB"), std::string::npos) << seen.err;
    EXPECT_LE(endless.given, rpc::most_message + (1 << 17));
    EXPECT_NE(type({"track", "/dev/zero"}).err.find("more than 32 MiB"), std::string::npos);
    EXPECT_EQ(asked(), Asked{});
}

TEST_F(Commands, TrackRefusesADirectoryAndWhatCannotBeRead) {
    const Seen seen = type({"track", home.path()});
    EXPECT_EQ(seen.status, 2);
    EXPECT_EQ(seen.err, "amends: " + home.path() + " is a directory. Give a file.\n");
    std::ifstream directory(home.path());
    EXPECT_EQ(type_from({"track", "-"}, directory).err, "amends: Standard input cannot be read.\n");
}

TEST_F(Commands, TrackSaysThatADryRunForgetsTheLetter) {
    daemon.service.state.dry_run = true;
    for (const bool json : {false, true}) {
        std::vector<std::string> words{"track", "<a@b.example>"};
        if (json) words.emplace_back("--json");
        const Seen seen = type(words);
        EXPECT_EQ(seen.status, 0);
        EXPECT_NE(seen.err.find("dry run"), std::string::npos) << seen.err;
    }
}

TEST_F(Commands, CountTheDaysFromTheDaemonsClock) {
    daemon.service.state.now = base::parse_rfc3339("2030-01-01T12:00:00Z").value();
    EXPECT_EQ(type({"snooze", "3", "3d"}).status, 0);
    EXPECT_EQ(asked(), Asked{"snooze 3 2030-01-04T08:00:00Z"});
}

TEST_F(Commands, ShowAPageOfLettersToPeopleAndAllToPrograms) {
    daemon.service.letters.clear();
    for (int number = 1; number <= 1200; ++number) daemon.service.letters.push_back(rpc::fake_letter(number));
    const Seen page = type({"list"});
    EXPECT_NE(page.out.find("There are more letters"), std::string::npos);
    const Seen whole = type({"list", "--limit", "0"});
    EXPECT_EQ(whole.out.find("There are more letters"), std::string::npos);
    EXPECT_EQ(asked().back(), "list after 1000") << "in parts of 500";
    const Seen json = type({"list", "--json"});
    EXPECT_EQ(rpc::read_letters(json.out).value().size(), 1200u);
    const Seen some = type({"list", "--json", "--limit", "700"});
    EXPECT_EQ(rpc::read_letters(some.out).value().size(), 700u);
}

TEST_F(Commands, ListTellsWhatKeepsTheDaemonFromWorking) {
    daemon.service.state.problems = {"Account work cannot log in: check its password_command."};
    const Seen seen = type({"list"});
    EXPECT_EQ(seen.status, 0);
    EXPECT_EQ(seen.err, "amends: Something is wrong: `amends status` says what.\n");
    EXPECT_EQ(type({"list", "--json"}).err, "");
}

TEST_F(Commands, ColourOnlyATerminalThatMayBeColoured) {
    EXPECT_EQ(type({"list"}).out.find('\x1b'), std::string::npos);
    out_is_terminal = true;
    EXPECT_NE(type({"list"}).out.find('\x1b'), std::string::npos);
    EXPECT_EQ(type({"--plain", "list"}).out.find('\x1b'), std::string::npos);
    EXPECT_EQ(type({"list", "--plain"}).out.find('\x1b'), std::string::npos);
    variables["NO_COLOR"] = "1";
    EXPECT_EQ(type({"list"}).out.find('\x1b'), std::string::npos);
    variables["NO_COLOR"] = "";
    variables["TERM"] = "dumb";
    EXPECT_EQ(type({"list"}).out.find('\x1b'), std::string::npos);
}

TEST_F(Commands, FitTheTerminalUnlessPlain) {
    out_is_terminal = true;
    columns = 30;
    variables["NO_COLOR"] = "1";
    EXPECT_NE(type({"list"}).out.find("\n     Wednesday 25 November,\n"), std::string::npos) << type({"list"}).out;
    EXPECT_EQ(type({"list", "--plain"}).out.find("\n     Wednesday 25"), std::string::npos);
}

core::Promise promised(int ordinal, const char* words, const char* day = nullptr) {
    core::Promise promise;
    promise.ordinal = ordinal;
    promise.words = words;
    static const calendar::Zone utc("UTC", {{{0}, 0}});
    if (day != nullptr) promise.due = core::by_end_of(base::parse_civil_date(day).value(), utc, "as the letter says");
    return promise;
}

TEST_F(Commands, SayWhatKeepingAPromiseEndsAndWhatComesBack) {
    auto& letter = daemon.service.letters.front().letter;
    letter.promises = {promised(1, "every Monday", "2026-11-30")};
    letter.promises.front().rhythm = core::rhythm_from("1 week; mon");
    EXPECT_EQ(type({"kept", "3"}).out.find("It is kept this time, and comes back; `amends kept 3 1 --last` ends it:"),
              0U);
    letter.promises.front().state = core::PromiseState::ended;
    EXPECT_EQ(type({"kept", "3", "--last"}).out.find("The promise is kept. `amends undo` takes that back:"), 0U);
    EXPECT_EQ(type({"kept", "3", "1", "--draft"}).out.find("The promise is kept, and a draft tells the client:"), 0U);
    EXPECT_EQ(type({"slipped", "3", "--to", "friday"})
                  .out.find("The promise is due by Friday 27 November now; no draft tells the client:"),
              0U);
    core::Step draft =
        rpc::fake_step(core::StepKind::slipped_message, core::Means::draft, core::StepState::acting, rpc::fake_now);
    daemon.service.letters.front().steps.push_back(draft);
    EXPECT_EQ(type({"slipped", "3", "--to", "friday"})
                  .out.find("The promise is due by Friday 27 November now, and a draft tells the client:"),
              0U);
}

TEST_F(Commands, SayWhatWentBeforeANewLetterToTheSameClient) {
    const std::vector<std::string> track{"track", "--message-id", "<a@b.example>"};
    EXPECT_EQ(type(track).out.find("apology"), std::string::npos);
    daemon.service.known.letters_in_90_days = 3;
    auto earlier = rpc::fake_letter(2);
    earlier.letter.promises = {promised(1, "You will have it on Friday.", "2026-11-20")};
    daemon.service.known.letters = {rpc::fake_letter(3), earlier};
    const std::string out = type(track).out;
    EXPECT_NE(out.find("This is apology 3 to this client within 90 days."), std::string::npos) << out;
    EXPECT_NE(out.find("Still open from letter 2: promise 1, was due by Friday 20 November: \"You will have it on "
                       "Friday.\". Keep it"),
              std::string::npos)
        << out;
    EXPECT_EQ(asked().back(), "history bo@client.example");
    EXPECT_EQ(type({"track", "--message-id", "<a@b.example>", "--json"}).out.find("apology 3"), std::string::npos);
}

TEST_F(Commands, SayWhatLeavingAClientEndsAndWhatTakingItBackDoesNot) {
    daemon.service.concerned = 2;
    const Seen left = type({"leave", "bo@client.example"});
    EXPECT_EQ(left.out,
              "bo@client.example is left in peace: no check-in, no call. What you promised them is still brought to "
              "your mind. 2 letters to them are not followed up any more, not for other recipients either. `amends "
              "leave bo@client.example --not` lets later letters be "
              "followed up again.\n");
    daemon.service.concerned = 0;
    EXPECT_EQ(type({"leave", "bo@client.example"}).out.find("letters to them"), std::string::npos);
    const Seen back = type({"leave", "bo@client.example", "--not"});
    EXPECT_NE(back.out.find("What was ended stays ended."), std::string::npos) << back.out;
}

TEST_F(Commands, PromiseUndoOnlyAsLongAsNothingHasComeOfTheOrder) {
    for (const char* word : {"drop", "done"}) {
        const std::string out = type({word, "3"}).out;
        EXPECT_NE(out.find("`amends undo` takes that back as long as nothing has come of it"), std::string::npos)
            << out;
    }
}

TEST_F(Commands, AskBeforeTheyForget) {
    in_is_terminal = true;
    EXPECT_EQ(type({"forget", "bo@client.example"}, "\n").status, 1);
    EXPECT_EQ(type({"forget", "bo@client.example"}, "").status, 1);
    EXPECT_EQ(asked(), Asked{});
    const Seen seen = type({"forget", "bo@client.example"}, "Yes\n");
    EXPECT_EQ(seen.status, 0);
    EXPECT_NE(seen.err.find("for ever?"), std::string::npos);
    EXPECT_EQ(asked(), Asked{"forget bo@client.example"});
}

TEST_F(Commands, SayNoWhereThereIsNothingToForget) {
    daemon.service.concerned = 0;
    const Seen seen = type({"forget", "bo@client.example", "--yes"});
    EXPECT_EQ(seen.status, 1);
    EXPECT_NE(seen.err.find("No letter to bo@client.example"), std::string::npos) << seen.err;
    EXPECT_EQ(type({"forget", "bo@client.example", "--yes", "--json"}).status, 1);
}

TEST_F(Commands, SayWhatForgettingLeavesToBeKnown) {
    daemon.service.forgotten_notes = {"A draft for letter 3 that you have edited stays in your Drafts."};
    EXPECT_NE(type({"forget", "bo@client.example", "--yes"}).err.find("edited stays in your Drafts"),
              std::string::npos);
    const Seen seen = type({"forget", "bo@client.example", "--yes", "--json"});
    EXPECT_NE(seen.out.find("edited stays in your Drafts"), std::string::npos) << seen.out;
    EXPECT_EQ(seen.err, "");
}

TEST_F(Commands, ForgetWhatIsKeptOfAMailToTheClientAsWell) {
    std::filesystem::create_directories(spool());
    const auto order = [&](const std::string& name, const std::string& message) {
        write(".local/state/amends/spool/" + name, rpc::to_json(rpc::TrackRequest{.message = message}));
    };
    order("a.order.refused", "Subject: x\nTo: Carol\n <carol@x.example>,\n Bo <BO@client.example>\n\nSorry\n");
    order("b.order.Xy12Zq", "Cc: bo@client.example\n\nSorry\n");
    order("c.order.refused", "To: bobo@client.example, bo@client.example.org\n\nto: bo@client.example\n");
    write(".local/state/amends/spool/d.order.refused", "half of an order to Bo@client.example");
    daemon.service.concerned = 0;
    EXPECT_EQ(type({"forget", "bo@client.example", "--yes"}).status, 0);
    EXPECT_EQ(spooled(), std::vector<std::string>{spool() + "/c.order.refused"});
}

TEST_F(Commands, SendTheEditedCheckIn) {
    variables["EDITOR"] = script("editor", "printf 'My own words.\\n' >\"$2\"") + " --wait";
    EXPECT_EQ(type({"check-in", "3", "--edit"}).status, 0);
    EXPECT_EQ(asked(), (Asked{"preview 3 for own words", "check_in 3 My own words.\n"}));
}

TEST_F(Commands, PreferVisualAndLetTheEditorSeeThePreview) {
    variables["EDITOR"] = "false";
    variables["VISUAL"] = script("editor", "cp \"$1\" '" + home.file("seen") + "'; echo 'PS: call me.' >>\"$1\"");
    EXPECT_EQ(type({"check-in", "3", "--edit"}).status, 0);
    EXPECT_EQ(read("seen"), daemon.service.check_in.text);
    EXPECT_EQ(asked().back(), "check_in 3 " + daemon.service.check_in.text + "PS: call me.\n");
}

TEST_F(Commands, DoNothingWhereTheTextIsUnchangedOrEmptyOrTheEditorFails) {
    for (const char* body : {"true", ": >\"$1\"", "printf ' \\n\\n' >\"$1\"", "echo changed >\"$1\"; exit 3"}) {
        variables["EDITOR"] = script("editor", body);
        const Seen seen = type({"check-in", "3", "--edit"});
        EXPECT_EQ(seen.status, 1) << body;
        EXPECT_NE(seen.err.find("nothing is done"), std::string::npos) << seen.err;
        EXPECT_EQ(asked().back(), "preview 3 for own words");
        if (std::string_view(body) == "true") {
            EXPECT_NE(seen.err.find("`amends check-in 3 --now`"), std::string::npos) << seen.err;
        }
    }
    // What was changed before the editor failed is not lost; nothing else stays.
    std::vector<std::string> kept;
    for (const auto& entry : std::filesystem::directory_iterator(home.path()))
        if (entry.path().filename().string().starts_with("amends-check-in")) kept.push_back(entry.path().filename());
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(read(kept.front()), "changed\n");
}

TEST_F(Commands, KeepTheEditedTextWhereTheDaemonRefusesIt) {
    variables["EDITOR"] = script("editor", "echo 'Too late.' >\"$1\"");
    daemon.service.refuse_check_in =
        base::Error{base::Fault::answer_is_no, base::Retry::never, "The client has answered."};
    const Seen seen = type({"check-in", "3", "--edit"});
    EXPECT_EQ(seen.status, 1);
    const std::size_t path = seen.err.find(home.path());
    ASSERT_NE(path, std::string::npos) << seen.err;
    const std::string kept = seen.err.substr(path, seen.err.find(".txt") + 4 - path);
    std::ifstream file(kept);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), "Too late.\n");
}

TEST_F(Commands, FailWhereTheirOutputIsLost) {
    out_is_full = true;
    std::vector<Example> all = orders;
    for (const char* word : {"list", "status", "--help", "--version"}) all.push_back({{word}, ""});
    for (const Example& example : all) {
        const Seen seen = type(example.words);
        EXPECT_EQ(seen.status, 6) << example.words.front();
        EXPECT_NE(seen.err.find("Standard output takes no more"), std::string::npos) << example.words.front();
    }
    EXPECT_EQ(type({"show", "x"}).status, 2);
}

TEST_F(CommandsWithoutDaemon, SayHowToStartIt) {
    const Seen seen = type({"list"});
    EXPECT_EQ(seen.status, 4);
    EXPECT_EQ(seen.out, "");
    EXPECT_EQ(seen.err, "amends: No amendsd answers on " + socket +
                            ". Start it with `systemctl --user start amendsd`, or run `amendsd`.\n");
}

TEST_F(CommandsWithoutDaemon, TakeOnlyTheSystemsOwnDirectoryForASystemInstance) {
    variables["AMENDS_SOCKET"] = "";
    variables["XDG_RUNTIME_DIR"] = home.file("wk/run");
    const Seen seen = type({"list"});
    EXPECT_NE(seen.err.find(home.file("wk/run/amends/rpc.sock")), std::string::npos) << seen.err;
    EXPECT_NE(seen.err.find("systemctl --user start amendsd"), std::string::npos) << seen.err;
}

TEST_F(CommandsWithoutDaemon, AskWhereTheConfigurationSays) {
    variables["AMENDS_SOCKET"] = "";
    const std::string config = write("my.toml", "[daemon]\nsocket = \"/nonexistent/mine.sock\"\n");
    EXPECT_NE(type({"--config", config, "list"}).err.find("/nonexistent/mine.sock"), std::string::npos);
    EXPECT_NE(type({"list", "--config", config, "--socket", "/nonexistent/x"}).err.find("/nonexistent/x"),
              std::string::npos);
    write("my.toml", "[daemon\n");
    EXPECT_NE(type({"--config", config, "list"}).err.find(home.file("amends/rpc.sock")), std::string::npos);
}

TEST_F(CommandsWithoutDaemon, MeanTheSystemInstanceWhereTheUserHasNoneOfTheirOwn) {
    variables["AMENDS_SOCKET"] = "";
    std::filesystem::create_directories(home.file("etc/amends"));
    write("etc/amends/ada.toml", "");
    const Seen seen = type({"list"});
    EXPECT_NE(seen.err.find(home.file("run/amends/ada/rpc.sock")), std::string::npos) << seen.err;
    EXPECT_NE(seen.err.find("systemctl start amendsd@ada"), std::string::npos) << seen.err;
    script("amendsd", "echo \"$@\" >'" + home.file("checked") + "'");
    program = home.file("amends");
    EXPECT_EQ(type({"config", "check"}).status, 0);
    EXPECT_EQ(read("checked"), "--check-config --system\n");
    EXPECT_NE(type({"list", "--socket", "/nonexistent/x"}).err.find("/nonexistent/x"), std::string::npos);
}

TEST_F(CommandsWithoutDaemon, HelpWithEverything) {
    const Seen help = type({"--help"});
    EXPECT_EQ(help.status, 0);
    EXPECT_EQ(type({"help"}).out, help.out);
    for (const Command& command : commands()) {
        const std::string first = command.name.substr(0, command.name.find(' '));
        EXPECT_EQ(help.out.find("\n  " + first + " ") == std::string::npos, command.hidden) << command.name;
        EXPECT_FALSE(command.doc.empty());
    }
    EXPECT_NE(type({"snooze", "--help"}).out.find("friday 14:00"), std::string::npos);
    EXPECT_NE(type({"snooze", "--help"}).out.find("5h"), std::string::npos);
    EXPECT_NE(type({"snooze", "--help"}).out.find("2026-12-01T14:00"), std::string::npos);
    EXPECT_NE(type({"sendmail", "--help"}).out.find("-- MAILER"), std::string::npos);
    EXPECT_EQ(type({"help", "rpc"}).out, rpc::reference());
    EXPECT_EQ(type({"help", "list"}).out, type({"list", "--help"}).out);
    EXPECT_EQ(type({"help", "config", "check"}).out, type({"config", "check", "--help"}).out);
    EXPECT_EQ(type({"--version"}).out.substr(0, 7), "amends ");
}

TEST_F(CommandsWithoutDaemon, LeaveTheConfigurationsCheckToTheDaemonsProgram) {
    const std::string log = home.file("checked");
    script("amendsd", "echo \"$@\" >'" + log + "'; exit 3");
    program = home.file("amends");
    EXPECT_EQ(type({"config", "check", "--config", "/x/y.toml"}).status, 3);
    EXPECT_EQ(read("checked"), "--check-config --config /x/y.toml\n");
    EXPECT_NE(type({"config", "sample"}).out.find("[account"), std::string::npos);
}

}  // namespace
}  // namespace amends::cli
