// What the memory costs when it grows. Each benchmark does the same thing in turn to two stores (or to the store and to
// bare SQLite), so that load on the machine falls on both, and reports how many times dearer the first one was.
#include <SQLiteCpp/SQLiteCpp.h>
#include <benchmark/benchmark.h>
#include <stdlib.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>

#include "base/hash.hpp"
#include "store/migrations.hpp"
#include "store/sqlite_store.hpp"
#include "store/writing.hpp"

namespace amends {
namespace {

constexpr base::Instant morning{1'795'680'000};
const std::string account = "work";

class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "amends-bench-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) std::abort();
        path_ = name;
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] std::filesystem::path file(const char* name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

base::MessageId id_of(int number) { return {"letter-" + std::to_string(number) + "@me.example"}; }

ports::Commit tracked(int number) {
    ports::Commit change;
    change.at = morning;
    change.account = account;
    core::Letter letter;
    letter.account = account;
    letter.message_id = id_of(number);
    letter.from = {"Me", "me@me.example"};
    letter.recipients = {{{"Client", "client" + std::to_string(number) + "@client.example"}}};
    letter.subject = "About the delay of your order";
    letter.sent_at = morning;
    letter.language = "en";
    change.letter = letter;
    for (core::StepKind kind : {core::StepKind::check_in, core::StepKind::call, core::StepKind::make_good}) {
        core::Step step;
        step.key = {kind, 1};
        step.due = {base::civil_at_offset(morning, 3600), "Europe/Berlin", "3 business days after 2026-11-20", morning};
        step.meant_for = morning;
        change.steps.push_back(step);
    }
    change.reasons = {{std::nullopt, "The letter is tracked."}};
    return change;
}

/// A store that already holds so many letters.
std::unique_ptr<store::SqliteStore> filled(const std::filesystem::path& file, int letters) {
    {
        store::Database database(file, morning);
        store::migrate(database, store::migrations(), morning);
        SQLite::Transaction all_at_once(database.raw());
        for (int number = 1; number <= letters; ++number) store::write_commit(database, tracked(number));
        all_at_once.commit();
    }
    auto opened = store::SqliteStore::open({file, morning, {}});
    if (!opened) std::abort();
    return std::move(*opened);
}

double seconds(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Times `measured`, and how many times the cost of `yardstick` that is.
void compare(benchmark::State& state, const std::function<void()>& measured, const std::function<void()>& yardstick) {
    double cost = 0;
    double floor = 0;
    for (auto _ : state) {
        const double once = seconds(measured);
        state.SetIterationTime(once);
        cost += once;
        floor += seconds(yardstick);
    }
    state.counters["ratio"] = cost / floor;
}

template <class Value>
Value sure(base::Result<Value> result) {
    if (!result) std::abort();
    return std::move(*result);
}

void list_10000_letters_vs_10(benchmark::State& state) {
    Folder folder;
    const auto many = filled(folder.file("many.db"), 10'000);
    const auto few = filled(folder.file("few.db"), 10);
    compare(
        state, [&] { benchmark::DoNotOptimize(sure(many->letters({}))); },
        [&] { benchmark::DoNotOptimize(sure(few->letters({}))); });
}
BENCHMARK(list_10000_letters_vs_10)->UseManualTime()->Unit(benchmark::kMillisecond);

void list_the_nearest_20_of_10000_vs_of_10(benchmark::State& state) {
    Folder folder;
    const auto many = filled(folder.file("many.db"), 10'000);
    const auto few = filled(folder.file("few.db"), 10);
    compare(
        state, [&] { benchmark::DoNotOptimize(sure(many->letters({.limit = 20}))); },
        [&] { benchmark::DoNotOptimize(sure(few->letters({.limit = 20}))); });
}
BENCHMARK(list_the_nearest_20_of_10000_vs_of_10)->UseManualTime()->Unit(benchmark::kMillisecond);

/// All that one new message asks of the store: whose is it, what is known, and the decision written down.
void take_in(store::SqliteStore& store, int number) {
    const auto entries = sure(store.thread_entries(account, {{"unknown@x.example"}, id_of(number)}));
    const auto slice = sure(store.slice(entries.at(0).letter, morning));
    ports::Commit change;
    change.at = morning;
    change.account = account;
    change.letter = slice->letter;
    change.letter->last_words = change.letter->last_words == "Thank you." ? "Thanks." : "Thank you.";
    change.steps = slice->steps;
    change.thread = {{"answer-" + std::to_string(number) + "@client.example"}};
    change.reasons = {{std::nullopt, "The client answered."}};
    change.cursor = ports::Cursor{account, "INBOX", 1, static_cast<ports::Uid>(number), 0};
    sure(store.commit(change));
}

void one_new_message_with_10000_letters_vs_10(benchmark::State& state) {
    Folder folder;
    const auto many = filled(folder.file("many.db"), 10'000);
    const auto few = filled(folder.file("few.db"), 10);
    int turn = 0;
    compare(
        state, [&] { take_in(*many, 1 + (++turn * 7919) % 10'000); }, [&] { take_in(*few, 1 + turn % 10); });
}
BENCHMARK(one_new_message_with_10000_letters_vs_10)->UseManualTime()->Unit(benchmark::kMicrosecond);

void what_is_due_with_10000_letters_vs_10(benchmark::State& state) {
    Folder folder;
    const auto many = filled(folder.file("many.db"), 10'000);
    const auto few = filled(folder.file("few.db"), 10);
    const auto look = [](store::SqliteStore& store) {
        benchmark::DoNotOptimize(sure(store.due(account, morning - std::chrono::hours{1})));
        benchmark::DoNotOptimize(sure(store.next_wake(account)));
        benchmark::DoNotOptimize(sure(store.outbox_open(account)));
    };
    compare(
        state, [&] { look(*many); }, [&] { look(*few); });
}
BENCHMARK(what_is_due_with_10000_letters_vs_10)->UseManualTime()->Unit(benchmark::kMicrosecond);

void commit_vs_a_bare_commit(benchmark::State& state) {
    Folder folder;
    const auto store = filled(folder.file("store.db"), 100);
    SQLite::Database bare(folder.file("bare.db").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    bare.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE notes (text TEXT) STRICT");
    SQLite::Statement insert(bare, "INSERT INTO notes VALUES ('The client answered.')");
    int turn = 0;
    compare(
        state, [&] { take_in(*store, 1 + ++turn % 100); },
        [&] {
            SQLite::Transaction transaction(bare, SQLite::TransactionBehavior::IMMEDIATE);
            insert.exec();
            insert.reset();
            transaction.commit();
        });
}
BENCHMARK(commit_vs_a_bare_commit)->UseManualTime()->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace amends
