import com.adobe.epubcheck.tool.EpubChecker;

/** Checks books one after the other and writes what is said of each into BOOK.json; started from its source by java.py. */
class Books {
    public static void main(String[] books) {
        for (String book : books) {
            new EpubChecker().run(new String[] {book, "--json", book + ".json"});
        }
    }
}
