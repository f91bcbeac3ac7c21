// Reading what comes back, beside a bare GMime parse of the same messages in the same run: times of one machine say
// little on another, their ratio does. An error where reading costs more than twice the parse, or where heads are
// slower than 20,000 a second.
#include <benchmark/benchmark.h>
#include <gmime/gmime.h>
#include <time.h>

#include <chrono>
#include <map>

#include "core/classify.hpp"
#include "core/match.hpp"
#include "message/read.hpp"
#include "tests/message/samples.hpp"

namespace {

using namespace amends;

/// The CPU time of this thread: what else the machine does is not counted.
struct Clock {
    static std::chrono::duration<double> now() {
        timespec spent{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
        return std::chrono::seconds(spent.tv_sec) + std::chrono::nanoseconds(spent.tv_nsec);
    }
};

constexpr double most_ratio = 2;
constexpr std::chrono::seconds shortest{1};  // a run that tells something; the runner begins with short ones
constexpr double least_heads = 20'000;
constexpr int letters = 10'000;

std::string letter_id(int number) { return "letter." + std::to_string(number) + "@studio.example"; }

std::string head_of(int number) {
    return "Return-Path: <ines" + std::to_string(number) +
           "@weberei.example>\nReceived: from mx.weberei.example (mx.weberei.example [192.0.2.7]) by "
           "mail.studio.example\n"
           "\twith ESMTPS id 4F1A2B for <nora@studio.example>; Tue, 2 Jun 2026 10:00:00 +0200\nDKIM-Signature: v=1; "
           "a=rsa-sha256; "
           "d=weberei.example; s=mail; bh=" +
           std::string(44, 'x') + ";\n\tb=" + std::string(170, 'y') +
           "\nFrom: =?utf-8?Q?In=C3=AAs_Weber?= <ines@weberei.example>\nTo: Nora Falk <nora@studio.example>\nSubject: "
           "Re: Our mistake\n"
           "Date: Tue, 2 Jun 2026 09:58:21 +0200\nMessage-ID: <answer." +
           std::to_string(number) + "@weberei.example>\nIn-Reply-To: <" + letter_id(number * 7 % letters) +
           ">\nReferences: <older.1@studio.example>\n\t<" + letter_id(number * 7 % letters) + ">\nMIME-Version: 1.0\n";
}

/// As mail arrives: an answer above a long quoted thread, in two forms; a report; an absence.
std::vector<std::string> messages() {
    std::string quoted;
    for (int i = 0; i < 60; ++i)
        quoted += "> and so we have set up the second machine, which takes over when the first one stops.\n";
    std::string html =
        "<html><head><style>p{margin:0}</style></head><body><p>Dear Nora,</p><p>thank you, that works for us.</p>"
        "<div class=\"gmail_quote\"><blockquote>";
    for (int i = 0; i < 60; ++i)
        html += "<p style=\"margin:0cm\"><span>and so we have set up the second machine.</span></p>\n";
    html += "</blockquote></div></body></html>\n";
    const std::string text =
        "Dear Nora,\n\nthank you, that works for us. We expect the new plan on Friday.\n\nIn\u00EAs\n\nOn Mon, 1 Jun "
        "2026 at "
        "17:12, Nora Falk <nora@studio.example> wrote:\n\n" +
        quoted;
    std::vector<std::string> all;
    all.push_back(message::samples::crlf(
        head_of(1) +
        "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n" + text +
        "--b\nContent-Type: text/html; charset=utf-8\n\n" + html + "--b--\n"));
    all.push_back(message::samples::crlf(head_of(2) + "Content-Type: text/html; charset=utf-8\n\n" + html));
    all.push_back(message::samples::crlf(head_of(3) + "Content-Type: text/plain; charset=utf-8\n\n" + text));
    for (const auto sample : {message::samples::postfix_bounce, message::samples::exim_bounce,
                              message::samples::absence, message::samples::reply})
        all.push_back(message::samples::crlf(sample));
    std::string attachment =
        head_of(4) + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n" +
        text +
        "--b\nContent-Type: application/pdf\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\n";
    for (int i = 0; i < 3'000; ++i) attachment += std::string(76, 'A') + "\n";
    all.push_back(message::samples::crlf(attachment + "--b--\n"));
    return all;
}

void parse_bare(const std::string& bytes) {
    GMimeStream* stream = g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size());
    GMimeParser* parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage* parsed = g_mime_parser_construct_message(parser, nullptr);
    benchmark::DoNotOptimize(parsed);
    if (parsed != nullptr) g_object_unref(parsed);
    g_object_unref(parser);
    g_object_unref(stream);
}

void read_whole(const std::string& bytes) {
    const auto facts = message::read(bytes);
    auto found = core::classify(*facts);
    benchmark::DoNotOptimize(found);
}

/// A whole message read and classified, and the bare parse of the same: turn by turn, so that both meet the same
/// machine.
void WholeMessagesBesideGMime(benchmark::State& state) {
    const auto all = messages();
    for (const auto& bytes : all) read_whole(bytes);  // patterns and tables are made once
    std::chrono::duration<double> bare{};
    std::chrono::duration<double> whole{};
    for (auto _ : state) {
        for (const auto& bytes : all) {
            const auto start = Clock::now();
            parse_bare(bytes);
            const auto between = Clock::now();
            read_whole(bytes);
            bare += between - start;
            whole += Clock::now() - between;
        }
    }
    const double count = static_cast<double>(state.iterations()) * static_cast<double>(all.size());
    state.counters["bare_us"] = bare.count() / count * 1e6;
    state.counters["read_us"] = whole.count() / count * 1e6;
    state.counters["ratio"] = whole / bare;
    const auto too_slow = "reading costs " + std::to_string(whole / bare) + " times a bare parse";
    if (whole + bare > shortest && whole / bare > most_ratio) state.SkipWithError(too_slow.c_str());
}
BENCHMARK(WholeMessagesBesideGMime)->Unit(benchmark::kMillisecond)->MinTime(2);

void HeadsClassifiedAndMatched(benchmark::State& state) {
    std::multimap<std::string, core::ThreadEntry, std::less<>> known;
    for (int i = 0; i < letters; ++i) known.emplace(letter_id(i), core::ThreadEntry{{letter_id(i)}, {i + 1}, true});
    std::vector<std::string> heads;
    for (int i = 0; i < 500; ++i) heads.push_back(message::samples::crlf(head_of(i)));
    (void)message::read_head(heads.front());
    std::size_t matched = 0;
    std::size_t count = 0;
    const auto start = Clock::now();
    for (auto _ : state) {
        for (const auto& head : heads) {
            const auto facts = message::read_head(head);
            auto found = core::classify(*facts);
            benchmark::DoNotOptimize(found);
            std::vector<core::ThreadEntry> named;
            for (const auto& id : core::ids_named(*facts))
                for (auto [at, end] = known.equal_range(id.value); at != end; ++at) named.push_back(at->second);
            if (core::match(*facts, named)) ++matched;
            ++count;
        }
    }
    const double seconds = (Clock::now() - start).count();
    const double a_second = static_cast<double>(count) / seconds;
    state.counters["a_second"] = a_second;
    if (matched != count) state.SkipWithError("a head was not matched");
    if (a_second < least_heads) state.SkipWithError("fewer than 20,000 heads a second");
}
BENCHMARK(HeadsClassifiedAndMatched)->Unit(benchmark::kMillisecond)->MinTime(2);

}  // namespace
