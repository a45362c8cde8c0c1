/** A placeholder with the layout of the home page. */
export function HomeSkeleton() {
  return (
    <div aria-hidden>
      <div className="skeleton h-8 w-40" />
      <div className="skeleton mt-3 mb-6 h-4 w-64" />
      <div className="skeleton h-24 rounded-2xl" />
      <div className="mt-4 grid gap-4 lg:grid-cols-2">
        {["a", "b", "c", "d"].map((key) => (
          <div key={key} className="skeleton h-72 rounded-2xl" />
        ))}
      </div>
    </div>
  );
}
