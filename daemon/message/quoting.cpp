#include "message/quoting.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <vector>

#include "base/text.hpp"

namespace amends::message {
namespace {

std::vector<std::string_view> split_lines(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        auto line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        lines.push_back(line);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

bool is_blank(std::string_view line) { return base::trimmed(line).empty(); }
bool is_quoted(std::string_view line) { return base::trimmed(line).starts_with('>'); }
re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

/// Also where it is the wide colon of Chinese and Japanese.
bool ends_with_colon(std::string_view line) { return line.ends_with(':') || line.ends_with("\uFF1A"); }

/// "On Tue, 2 Sept 2025 at 09:15, Mara wrote:" in the languages of most mail programs; it holds a figure, which few
/// sentences with these verbs do.
bool is_attribution(std::string_view text) {
    static const RE2 form(
        R"((?i)^\s*(?:(?:on|at)\s.+\s(?:wrote|writes)|.+<\S+@\S+>\s*(?:wrote|writes|schrieb|a écrit|escribió|)"
        R"(ha scritto|schreef|escreveu|napisał(?:\(a\))?)?|(?:am|on)\s.+\sschrieb(?:\s.+)?|.+\sschrieb am\s.+|)"
        R"(le\s.+\sa\s+écrit|el\s.+\sescribió|il\s.+\sha\s+scritto|op\s.+\s(?:schreef|heeft)(?:\s.+)?|)"
        R"((?:em|no dia)\s.+\sescreveu|(?:w dniu|dnia)\s.+\snapisał(?:a|\(a\))?(?:\s.+)?|.+\snapisał(?:a|\(a\))?|)"
        R"((?:den|on)\s.+\sskrev(?:\s.+)?|.+\sskrev(?:\s.+)?|.+\snapsal(?:a|\(a\))?|.+\skirjoitti|.+\s?написала?(?:\(а\))?|)"
        R"((?:在|於|于)?\s?.+(?:写道|寫道)|.+(?:さん)?(?:が|は)?(?:書きました|のメール|wrote)|.+\swrote(?:\s.+)?|.+\starihinde(?:\s.+)?\syazdı|)"
        R"()\s*(?::|：)\s*$)");
    static const RE2 name_alone(
        R"(^\s*\p{Lu}[\p{L}.'-]+(?: \p{Lu}[\p{L}.'-]*){1,3} (?:wrote|writes|schrieb|a écrit|escribió|)"
        R"(ha scritto|schreef|escreveu|napisał\(?a?\)?)\s?:\s*$)");
    if (RE2::PartialMatch(piece(text), name_alone)) return true;
    return text.size() < 420 && text.find_first_of("0123456789") != std::string_view::npos &&
           RE2::PartialMatch(piece(text), form);
}

/// "-----Original Message-----" and its kin: all below is enclosed mail.
bool is_separator(std::string_view line) {
    static const RE2 form(
        R"((?i)^\s*-{2,}\s*(?:(?:original|forwarded|reply|weitergeleitete|ursprüngliche|original-?|oorspronkelijk|doorgestuurd|)"
        R"(mensaje|mensagem|messaggio|message|bericht|wiadomość|ursprungligt|opprinnelig|original)[\s-]*)"
        R"((?:message|mail|nachricht|bericht|original|originale|reenviado|encaminhada|inoltrato|d.origine|transféré|)"
        R"(oryginalna|przekazana|meddelande|melding|meddelelse|by|from)?[^-]*|)"
        R"(\s*(?:原始邮件|原始郵件|邮件原件|原邮件|转发邮件|元のメッセージ|転送メッセージ|исходное сообщение|původní zpráva)\s*)-{2,}\s*$)");
    return line.size() < 160 && line.find("--") != std::string_view::npos && RE2::PartialMatch(piece(line), form);
}

/// A line of an Outlook header block, in the languages of is_attribution. 1 begins a block.
int header_line(std::string_view line) {
    static const RE2 first_field(
        R"((?i)^\s*[*_]*(?:from|von|de|da|van|od|fra|från|lähettäjä|от|发件人|寄件者|寄件人|差出人|送信者)\s?[*_]*(?::|：)[*_]*\s*\S)");
    static const RE2 other_field(
        R"((?i)^\s*[*_]*(?:sent|date|to|cc|subject|gesendet|datum|an|betreff|envoyé|à|objet|enviado(?: el)?|fecha|para|asunto|)"
        R"(inviato|data|a|oggetto|verzonden|aan|onderwerp|enviada(?: em)?|assunto|wysłano|do|temat|sendt|til|emne|)"
        R"(skickat|till|ämne|lähetetty|vastaanottaja|aihe|odesláno|komu|předmět|дата|кому|тема|отправлено|发送时间|发送日期|日期|)"
        R"(收件人|抄送|主题|寄件日期|收件者|主旨|送信日時|日付|宛先|件名)\s?[*_]*(?::|：)[*_]*(?:\s|$|\S))");
    if (line.size() > 600 ||
        (line.find(':') == std::string_view::npos && line.find("\uFF1A") == std::string_view::npos))
        return 0;
    if (RE2::PartialMatch(piece(line), first_field)) return 1;
    return RE2::PartialMatch(piece(line), other_field) ? 2 : 0;
}

/// "Sent from my phone": no word of the sender's.
bool is_program_signature(std::string_view line) {
    static const RE2 form(
        R"((?i)^\s*(?:sent (?:from|via|with|by) (?:my |the )?\S.{0,60}|get outlook for \S.{0,20}|download outlook.{0,30}|)"
        R"((?:von meinem|gesendet (?:von|mit|aus)|diese nachricht wurde von meinem|von unterwegs)\s.{0,60}|outlook für .{0,30}|)"
        R"(envoyé (?:de|depuis|à partir de|avec)\s.{0,60}|télécharger outlook.{0,30}|enviado (?:desde|do|a partir do|de) .{0,60}|)"
        R"(obtener outlook.{0,30}|inviato d(?:a|al|all).{0,60}|scarica outlook.{0,30}|(?:verstuurd|verzonden) (?:vanaf|met|vanuit) .{0,60}|)"
        R"(outlook voor .{0,30}|wysłan[eo] z .{0,60}|skickat från .{0,60}|sendt fra .{0,60}|lähetetty .{0,60}|odesláno z .{0,60}|)"
        R"(отправлено (?:с|из) .{0,60}|.{0,30}から送信|.{0,20}(?:发自|發自|来自|來自)我的.{0,40}|从我的.{0,30}发送)\s*$)");
    return line.size() < 200 && RE2::PartialMatch(piece(line), form);
}

bool begins_header_block(const std::vector<std::string_view>& lines, std::size_t at) {
    if (header_line(lines[at]) != 1) return false;
    int others = 0;
    const auto end = std::min(lines.size(), at + 7);
    for (std::size_t i = at + 1; i < end; ++i) {
        if (header_line(lines[i]) == 2) ++others;
    }
    return others >= 2;
}

/// How many lines from `at` on make an attribution: mail programs break it into up to three. 0 where none begins.
std::size_t attribution_lines(const std::vector<std::string_view>& lines, std::size_t at) {
    std::string text;
    for (std::size_t count = 1; count <= 3 && at + count <= lines.size(); ++count) {
        const auto line = lines[at + count - 1];
        if (is_blank(line) || is_quoted(line)) return 0;
        text.append(text.empty() ? "" : " ").append(base::trimmed(line));
        if (ends_with_colon(base::trimmed(line)) && is_attribution(text)) return count;
    }
    return 0;
}

bool is_rule(std::string_view line) {
    const auto text = base::trimmed(line);
    return text.size() >= 10 && text.find_first_not_of('_') == std::string_view::npos;
}

/// A farewell alone on its line.
bool is_farewell(std::string_view line) {
    static const RE2 form(
        R"((?i)^\s*(?:(?:with )?(?:(?:my |our )?(?:very )?(?:best|kind|kindest|warm|warmest|many) )?(?:regards|wishes)|best|yours(?: \w+)?|sincerely(?: yours)?|)"
        R"(respectfully|cheers|all the best|(?:mit |die )?(?:freundlichen?|besten?|vielen?|herzlichen?|lieben?|schönen?|sonnigen?) )"
        R"(gr(?:ü|ue)(?:ß|ss)en?(?: aus \w+)?|gruß|gruss|mfg|vg|lg|hochachtungsvoll|cordialement|(?:bien|très) cordialement|bien à vous|)"
        R"((?:meilleures |sincères )?salutations.{0,20}|(?:muchos |cordiales |un )?saludos?(?: cordial(?:es)?)?|atentamente|un abrazo|)"
        R"((?:cordiali |distinti |cari )?saluti|(?:com os )?(?:melhores |cordiais )?cumprimentos|atenciosamente|abraços?|)"
        R"((?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|groet(?:en|jes)?|mvg|z poważaniem|pozdrawiam(?: serdecznie)?|)"
        R"(pozdrowienia|敬具|よろしくお願い(?:いた|致)します|此致|祝好|敬上)\s*[,.!，。]?\s*$)");
    return line.size() < 80 && RE2::PartialMatch(piece(line), form);
}

/// What a company has put below all its mail: for whom it is meant, and who is to delete it.
bool begins_disclaimer(std::string_view line) {
    static const RE2 form(
        R"((?i)^\W*(?:(?:confidentiality|legal|privacy|important|data protection)(?: notice| note| warning)?\s*[:.-]|confidential(?:ity)?\b.{0,20}$|)"
        R"(disclaimer\b|(?:this|the (?:information|content)s?)\b.{0,80}\b(?:e-?mail|message|communication|transmission)\b.{0,120}\b(?:intended|confidential|privileged|addressee)|)"
        R"((?:diese|der inhalt dieser)\s(?:e-?mail|nachricht|mitteilung)\b.{0,120}(?:vertraulich|bestimmt|adressat|empfänger)|)"
        R"((?:ce|le présent) (?:message|courriel|e-?mail|mail)\b.{0,120}(?:confidentiel|destin|strictement)|)"
        R"((?:este|el presente) (?:mensaje|correo|e-?mail)\b.{0,120}(?:confidencial|destinatari|dirigid)|aviso (?:legal|de confidencialidad)|)"
        R"((?:questo|il presente|la presente) (?:messaggio|e-?mail|comunicazione|mail)\b.{0,120}(?:riservat|confidenzial|destinatari)|)"
        R"((?:esta|este|a presente) (?:mensagem|e-?mail|correio)\b.{0,120}(?:confidencia|destinatári|destina)|)"
        R"((?:dit|deze|de inhoud van) (?:bericht|e-?mail|dit bericht)\b.{0,120}(?:vertrouwelijk|bestemd|geadresseerde)|)"
        R"((?:niniejsza|ta|treść tej) (?:wiadomość|wiadomości|korespondencja).{0,120}(?:poufn|przeznaczon|adresat)|)"
        R"((?:本メール|このメール|この電子メール|本電子メール).{0,120}(?:機密|秘密|宛先|受信者|意図)|(?:本邮件|此邮件|本郵件|此電子郵件|本电子邮件).{0,120}(?:保密|机密|機密|收件人|指定)))");
    return line.size() > 10 && RE2::PartialMatch(piece(line), form);
}

bool is_short(std::string_view line) { return line.size() <= 80; }

/// Below a farewell with the name that follows it: title, house, number. At most eight short lines to the end.
void drop_signature(std::vector<std::string_view>& lines) {
    constexpr std::ptrdiff_t most_lines = 8;
    const auto disclaimer = std::ranges::find_if(lines, begins_disclaimer);
    if (std::any_of(lines.begin(), disclaimer, [](std::string_view line) { return !is_blank(line); }))
        lines.erase(disclaimer, lines.end());
    const auto farewell = std::find_if(lines.rbegin(), lines.rend(), is_farewell);
    if (farewell == lines.rend()) return;
    auto name = std::find_if_not(farewell.base(), lines.end(), is_blank);
    const auto below =
        std::count_if(farewell.base(), lines.end(), [](std::string_view line) { return !is_blank(line); });
    if (name == lines.end() || below > most_lines || !std::all_of(name, lines.end(), is_short)) return;
    lines.erase(name + 1, lines.end());
}

struct Unquoted {
    std::string_view line;
    std::size_t depth = 0;
};

Unquoted unquoted(std::string_view line) {
    Unquoted out{line};
    while (out.line.starts_with('>')) {
        out.line.remove_prefix(1);
        ++out.depth;
    }
    if (out.line.starts_with(' ')) out.line.remove_prefix(1);  // space-stuffing, RFC 3676 4.4
    return out;
}

}  // namespace

std::string unflowed(std::string_view text, bool delete_space) {
    std::string out;
    bool flows = false;
    std::size_t depth = 0;
    for (const auto whole : split_lines(text)) {
        const auto line = unquoted(whole);
        const bool signature = line.line == "-- ";
        const bool joins = flows && line.depth == depth && !signature;
        if (!joins) {
            if (flows) out += '\n';
            if (line.depth > 0) out.append(line.depth, '>').append(" ");
        }
        flows = line.line.ends_with(' ') && !signature;
        depth = line.depth;
        out.append(flows && delete_space ? line.line.substr(0, line.line.size() - 1) : line.line);
        if (!flows) out += '\n';
    }
    if (flows) out += '\n';
    return out;
}

std::string newly_written(std::string_view text) {
    const auto lines = split_lines(text);
    std::vector<std::string_view> kept;
    bool after_quote = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto line = lines[i];
        if (is_quoted(line)) {
            // One blank line stands for a quoted passage between two of the sender's own.
            if (!kept.empty() && !is_blank(kept.back())) kept.emplace_back();
            after_quote = true;
            continue;
        }
        if (line == "-- " || line == "--" || is_separator(line) || begins_header_block(lines, i)) break;
        if (is_rule(line) && i + 1 < lines.size() && header_line(lines[i + 1]) == 1) break;
        if (const auto count = attribution_lines(lines, i); count > 0) {
            std::size_t next = i + count;
            while (next < lines.size() && is_blank(lines[next])) ++next;
            if (next == lines.size() || !is_quoted(lines[next])) break;  // what is quoted bears no mark
            i += count - 1;
            continue;
        }
        if (is_blank(line) && after_quote) continue;
        after_quote = false;
        kept.push_back(line);
    }
    drop_signature(kept);
    while (!kept.empty() && (is_blank(kept.back()) || is_program_signature(kept.back()))) kept.pop_back();
    std::string out;
    for (const auto line : kept) out.append(line).append("\n");
    return std::string(base::trimmed(out));
}

}  // namespace amends::message
