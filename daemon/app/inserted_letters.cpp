#include "app/inserted_letters.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/durable_file.hpp"
#include "base/hash.hpp"
#include "base/mail.hpp"

namespace amends::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* suffix = ".letter";
constexpr std::chrono::hours kept_for{30 * 24};

std::string in_one_line(std::string text) {
    std::ranges::replace_if(
        text, [](char byte) { return byte == '\n' || byte == '\r'; }, ' ');
    return text;
}

std::string text_of(const core::InsertedLetter& letter) {
    std::string text = "at " + base::to_rfc3339(letter.at) + "\n";
    if (!letter.situation.empty()) text += "situation " + in_one_line(letter.situation) + "\n";
    if (!letter.subject.empty()) text += "subject " + in_one_line(letter.subject) + "\n";
    for (const std::string& recipient : letter.recipients) text += "to " + in_one_line(recipient) + "\n";
    for (const std::string& mark : letter.marks) text += "mark " + mark + "\n";
    return text;
}

std::optional<core::InsertedLetter> read_letter(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    core::InsertedLetter letter;
    bool has_time = false;
    for (std::string line; std::getline(file, line);) {
        const auto blank = line.find(' ');
        if (blank == std::string::npos) return std::nullopt;
        const std::string key = line.substr(0, blank), value = line.substr(blank + 1);
        if (key == "at") {
            const auto at = base::parse_rfc3339(value);
            if (!at) return std::nullopt;
            letter.at = *at;
            has_time = true;
        } else if (key == "situation") {
            letter.situation = value;
        } else if (key == "subject") {
            letter.subject = value;
        } else if (key == "to") {
            letter.recipients.push_back(value);
        } else if (key == "mark") {
            letter.marks.push_back(value);
        }
    }
    std::ranges::sort(letter.marks);
    return has_time ? std::optional(std::move(letter)) : std::nullopt;
}

std::vector<NotedLetter> every_letter(const std::string& directory) {
    std::vector<NotedLetter> letters;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(directory, error)) {
        if (entry.path().extension() != suffix || !entry.is_regular_file(error)) continue;
        if (auto letter = read_letter(entry.path())) letters.push_back({entry.path().string(), std::move(*letter)});
    }
    std::ranges::sort(letters, {}, &NotedLetter::path);
    return letters;
}

bool is_old(const core::InsertedLetter& letter, base::Instant now) { return letter.at + kept_for < now; }

}  // namespace

base::Status InsertedLetters::note(const core::InsertedLetter& letter) const {
    std::string words;
    for (const std::string& mark : letter.marks) words += mark;
    for (const std::string& recipient : letter.recipients) words += "\n" + recipient;
    return base::write_private(directory_ + "/" + base::sha256_hex(words) + suffix, text_of(letter));
}

std::vector<NotedLetter> InsertedLetters::all(base::Instant now) const {
    auto letters = every_letter(directory_);
    std::erase_if(letters, [&](const NotedLetter& noted) { return is_old(noted.letter, now); });
    return letters;
}

std::optional<NotedLetter> InsertedLetters::find(const core::SentMail& mail, base::Instant now) const {
    std::optional<NotedLetter> best;
    double best_likeness = 0;
    for (NotedLetter& noted : all(now)) {
        const double likeness = core::likeness(noted.letter, mail);
        if (likeness <= best_likeness) continue;
        best_likeness = likeness;
        best = std::move(noted);
    }
    return best;
}

void InsertedLetters::discard_all(const core::SentMail& mail, base::Instant now) const {
    std::error_code error;
    for (const NotedLetter& noted : every_letter(directory_))
        if (is_old(noted.letter, now) || core::likeness(noted.letter, mail) > 0) fs::remove(noted.path, error);
}

void InsertedLetters::forget(const std::string& mailbox) const {
    const std::string address = base::canonical_mailbox(mailbox);
    std::error_code error;
    for (const NotedLetter& noted : every_letter(directory_))
        if (std::ranges::find(noted.letter.recipients, address) != noted.letter.recipients.end())
            fs::remove(noted.path, error);
}

}  // namespace amends::app
