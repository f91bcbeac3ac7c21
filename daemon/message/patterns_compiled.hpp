#pragma once
// The inside of Patterns. Not for other folders: it shows RE2.
#include <re2/re2.h>
#include <re2/set.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "message/patterns.hpp"

namespace amends::message {

struct CompiledReport {
    base::ReportPattern source;
    std::unique_ptr<RE2> opening;
    std::unique_ptr<RE2> recipients;  ///< null where the source has none
    std::unique_ptr<RE2> ends;        ///< null where the source has none
};

struct CompiledAbsence {
    base::AbsencePattern source;
    std::unique_ptr<RE2> text;  ///< its groups are marks of dates (date_words.hpp); one of them is set
};

struct CompiledAutomatic {
    base::AutomaticPattern source;
    std::unique_ptr<RE2> words;
};

/// Which of many expressions are found, in one pass over the text: nearly every mail has none of them.
class AnyOf {
public:
    /// The text of an expression that compiles alone.
    void add(const std::string& expression);
    /// Once all are added.
    void close();
    /// True for expression `number` where it may be in the text: all of them where the pass would take too much memory.
    [[nodiscard]] std::vector<bool> found_in(std::string_view text) const;
    /// True where one of them may be in the text.
    [[nodiscard]] bool is_in(std::string_view text) const;

private:
    std::unique_ptr<RE2::Set> set_;
    std::size_t size_ = 0;
};

struct Patterns::Compiled {
    std::vector<CompiledReport> reports;
    std::vector<CompiledAbsence> absences;
    AnyOf any_absence;
    std::vector<CompiledAutomatic> automatic;
    AnyOf any_subject;  ///< of those of `automatic` that are for subjects
    AnyOf any_notice;   ///< of those that make a notice of a sentence
    AnyOf any_sentence;
    std::vector<std::size_t> of_sentences;  ///< what is in any_sentence, as numbers of `automatic`
    // One expression for each list of base::pattern_lists; null where the list is empty.
    std::unique_ptr<RE2> absence_words;  ///< null: every text may announce an absence
    std::unique_ptr<RE2> other_people;
    std::unique_ptr<RE2> oneself;
    std::unique_ptr<RE2> going_words;
    std::unique_ptr<RE2> coming_words;
    std::unique_ptr<RE2> report_senders;
    std::unique_ptr<RE2> report_subjects;  ///< from the beginning of the subject on
    std::unique_ptr<RE2> report_words;
    std::unique_ptr<RE2> delay_words;
    std::unique_ptr<RE2> final_words;
    std::unique_ptr<RE2> full_words;
    std::unique_ptr<RE2> for_good_words;
    std::unique_ptr<RE2> for_now_words;
    std::unique_ptr<RE2> desk_fields;
    std::unique_ptr<RE2> reply_above;
    std::unique_ptr<RE2> desk_heads;
    std::unique_ptr<RE2> desk_feet;
    std::unique_ptr<RE2> no_reply;
    std::unique_ptr<RE2> roles;
    std::unique_ptr<RE2> returned_message;
    std::vector<std::unique_ptr<RE2>> new_addresses;
    std::vector<std::unique_ptr<RE2>> stand_ins;
};

/// True where there is such an expression and it is found.
bool is_found(std::string_view text, const std::unique_ptr<RE2>& words);

}  // namespace amends::message
